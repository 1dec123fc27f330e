import { spawnSync } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Har } from '../../src/core/traffic/export/har.ts'
import { drop, made, sample } from '../support/files.ts'
import { expect, KEY, test } from '../support/fixtures.ts'
import { faultsOfHar } from '../support/har-faults.ts'
import { faultsPanel } from '../support/pages/faults-panel.ts'
import { expectStage, fileRow } from '../support/pages/file-list.ts'
import { copiedBy, logOf, openInspector, savedBy } from '../support/pages/inspector.ts'
import { keyPanel, openSandbox } from '../support/pages/key-panel.ts'

/** Runs commands in a shell unless it is quoted. */
const HOSTILE = `it's "$(touch made)" \`touch made\` ; & | > made %0a é🎬.jpg`

/** Runs a program in a folder with the key in its environment. Expects nothing on stderr. */
function run(folder: string, program: string, options: string[], input: string): string {
  const env = { PATH: process.env.PATH ?? '', VARG_API_KEY: KEY }
  const { status, stdout, stderr } = spawnSync(program, options, {
    cwd: folder,
    env,
    input,
    encoding: 'utf8',
    timeout: 20_000,
  })
  expect({ program, status, stderr }).toEqual({ program, status: 0, stderr: '' })
  return stdout
}

function parseHar(text: string): Har['log']['entries'] {
  const har: Har = JSON.parse(text)
  expect(faultsOfHar(har)).toEqual([])
  return har.log.entries
}

for (const version of ['1', '2'] as const) {
  const path = `/v${version}/files`
  test(`the details export a try of version ${version} as curl, fetch, raw HTTP, HAR and bug report`, async ({
    page,
    gateway,
    openVarg,
  }) => {
    const picture = { ...sample('jpg'), name: HOSTILE }
    await openVarg()
    await keyPanel(page).chooseVersion(version)
    const answering = page.waitForResponse((response) => response.url().endsWith(`/api${path}`))
    await drop(page, [picture])
    await expectStage(page, HOSTILE, 'Uploaded')
    const answer: Record<string, unknown> = await (await answering).json()
    await fileRow(page, HOSTILE).press('Details')
    const details = page.getByRole('dialog', { name: `Details of ${HOSTILE}`, exact: true })
    await details.getByRole('tab', { name: 'Request' }).click()
    await expect(details.getByText(`POST ${gateway.url}/sandbox${path}`)).toBeVisible()
    await expect(details.getByRole('row', { name: /^authorization/i })).toContainText(
      'Bearer varg_…cdef',
    )

    const folder = test.info().outputPath()
    await writeFile(join(folder, HOSTILE), picture.buffer)
    const before = await readdir(folder)
    const curl = await copiedBy(details, 'Copy as curl')
    expect(curl).toContain('-H "Authorization: Bearer $VARG_API_KEY"')
    const fromCurl: unknown = JSON.parse(run(folder, 'sh', ['-eu'], curl))
    expect(fromCurl).toEqual({ ...answer, deduplicated: true })
    const code = await copiedBy(details, 'Copy as fetch')
    const fromFetch = run(folder, process.execPath, ['--input-type=module', '-'], code)
    expect(fromFetch).toMatch(/^200 \{/)
    expect(JSON.parse(fromFetch.slice(4))).toEqual(fromCurl)
    expect(await readdir(folder)).toEqual(before)
    expect((await gateway.report()).seen).toMatchObject({ accepted: 3, stored: 1 })

    const raw = await copiedBy(details, 'Copy raw HTTP')
    expect(raw.startsWith(`POST /sandbox${path} HTTP/1.1\n`)).toBe(true)
    const length = picture.buffer.length.toLocaleString('en')
    expect(raw).toContain(`\n<${length} bytes, ${answer.hash}>\n\nHTTP/1.1 200 OK\n`)
    expect(raw.trimEnd().endsWith('}')).toBe(true)
    const report = await copiedBy(details, 'Copy bug report')
    const { version: build }: { version: string } = JSON.parse(
      await readFile(new URL('../../package.json', import.meta.url), 'utf8'),
    )
    expect(report).toContain(`- Refdrop: \`${build}\`\n`)
    expect(report).toContain(`- Browser: \`${await page.evaluate(() => navigator.userAgent)}\`\n`)
    expect(report).toContain(`- Gateway: \`${new URL(gateway.url).host} (varg.ai)\`\n`)
    expect(report).toContain(raw.trimEnd())
    const saved = await savedBy(details, 'Save HAR')
    expect(saved.name).toMatch(/^refdrop-it-s-touch-made-.*\.jpg-\d{4}-.*\.har$/)
    const entries = parseHar(saved.text)
    expect(entries).toHaveLength(1)
    expect(entries[0]?.request).toMatchObject({
      url: `${gateway.url}/sandbox${path}`,
      bodySize: picture.buffer.length,
    })
    expect(JSON.parse(entries[0]?.response.content.text ?? '')).toEqual(answer)
    for (const text of [curl, code, raw, report, saved.text]) {
      expect(text).not.toMatch(/varg_[A-Za-z0-9]/)
    }
  })
}

test('the details save all tries of a file as HAR, and the log the calls that it shows', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  const faults = faultsPanel(page)
  await faults.open()
  await faults.meet('413 too large')
  await expect(faults.plan(/413 too large/)).toBeVisible()
  await drop(page, [made('a.png', 3000)])
  await expectStage(page, 'a.png', 'Failed')
  await fileRow(page, 'a.png').press('Retry')
  await expectStage(page, 'a.png', 'Uploaded')
  await drop(page, [sample('webp')])
  await expectStage(page, 'sample.webp', 'Uploaded')
  await fileRow(page, 'a.png').press('Details')
  const details = page.getByRole('dialog', { name: 'Details of a.png' })
  await details.getByRole('tab', { name: 'Response' }).click()
  await expect(details.getByLabel('Try', { exact: true }).getByRole('option')).toHaveText([
    /^Try 2 of 2 · .* · 200 · /,
    /^Try 1 of 2 · .* · 413 · /,
  ])
  const tries = parseHar((await savedBy(details, 'Save HAR of all tries')).text)
  expect(tries.map(({ response }) => response.status)).toEqual([413, 200])
  expect(new Set(tries.map(({ _file }) => _file))).toEqual(new Set(['a.png']))
  expect(tries[0]?.response.content.text).toContain('PayloadTooLargeError')
  await page.keyboard.press('Escape')

  const bench = await openInspector(page, 'Log')
  const all = await savedBy(bench, 'Save HAR')
  expect(all.name).toMatch(/^refdrop-log-[\dT-]+\.har$/)
  const shown = logOf(bench).rows
  expect(parseHar(all.text)).toHaveLength(await shown.count())
  await logOf(bench).status('4xx 1').check()
  await expect(shown).toHaveCount(1)
  const refused = parseHar((await savedBy(bench, 'Save HAR')).text)
  expect(refused).toEqual(tries.slice(0, 1))
})
