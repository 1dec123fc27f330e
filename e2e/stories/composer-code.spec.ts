import { execFile } from 'node:child_process'
import { mkdir, readdir } from 'node:fs/promises'
import { promisify } from 'node:util'
import { parseCode } from '../../src/core/testing/parsed-code.ts'
import { drop, sample } from '../support/files.ts'
import { expect, KEY, test } from '../support/fixtures.ts'
import { fileList } from '../support/pages/file-list.ts'
import { keyPanel, openSandbox } from '../support/pages/key-panel.ts'
import {
  addToRequest,
  composerOf,
  expectRemembered,
  HOSTILE,
  readClipboard,
  urlsOf,
} from '../support/pages/request.ts'
import { readCurlArguments } from '../support/shell.ts'

const run = promisify(execFile)

const NAMES = ['sample.jpg', 'sample.webp', 'sample.mp3']
const FILES = ['jpg', 'webp', 'mp3'].map(sample)

/** Kinds that need more than one picture, each with the sentence that names the missing file. */
const LACKING = {
  Transcription: 'Add an audio file to transcribe.',
  Lipsync: 'Add an audio file. The lips follow it.',
  'Start and end frame': 'Add one more image: the end frame.',
}

const KINDS = ['Image', 'Video', ...Object.keys(LACKING)]

/** The last part of the endpoint's path. */
const ENDPOINTS: Record<string, string> = {
  Image: 'image',
  Video: 'video',
  Lipsync: 'video',
  'Start and end frame': 'video',
  Transcription: 'transcription',
}

test('the request names missing files and copies each format as shown, without the key', async ({
  page,
  openVarg,
}) => {
  const request = composerOf(page)
  await openVarg()
  await keyPanel(page).chooseVersion('1')
  await drop(page, FILES)
  await addToRequest(page, ['sample.jpg'])
  await request.prompt.fill('@image1 walks in')
  const formats = await request.region
    .getByRole('combobox', { name: 'Format' })
    .getByRole('option')
    .allInnerTexts()
  expect(formats).toHaveLength(8)

  await page.evaluate(() => navigator.clipboard.writeText('untouched'))
  await request.choose('JSON body')
  for (const [kind, sentence] of Object.entries(LACKING)) {
    await request.chooseKind(kind)
    await expect(request.region.getByText(sentence, { exact: true })).toBeVisible()
    await expect(request.code).toHaveCount(0)
    await expect(request.copyButton).toHaveAttribute('aria-disabled', 'true')
    await request.copyButton.focus()
    await page.keyboard.press('Enter')
  }
  expect(await readClipboard(page)).toBe('untouched')

  await addToRequest(page, ['sample.webp', 'sample.mp3'])
  const [jpg = '', webp = '', mp3 = ''] = await urlsOf(page, NAMES)
  await request.chooseKind('Lipsync')
  const copied: Record<string, string> = {}
  for (const format of formats) {
    await request.choose(format)
    const text = await request.copy()
    await expect.poll(() => request.code.textContent(), format).toBe(text)
    copied[format] = text
  }
  expect(new Set(Object.values(copied)).size).toBe(formats.length)
  expect(copied['URL lines']).toBe([jpg, webp, mp3].join('\n'))
  expect(copied.curl).toContain('$VARG_API_KEY')
  expect(copied['TypeScript fetch']).toContain('process.env.VARG_API_KEY')
  expect(JSON.stringify(copied)).not.toContain(KEY)
  expect(JSON.parse(copied['JSON body'] ?? '')).toMatchObject({
    model: 'veed-fabric-1.0',
    files: [{ url: jpg }, { url: mp3 }],
  })
})

test('the sandbox accepts a job when the copied curl command or fetch snippet runs', async ({
  page,
  site,
}, testInfo) => {
  const folder = testInfo.outputPath('run here')
  await mkdir(folder, { recursive: true })
  const options = { cwd: folder, env: { ...process.env, VARG_API_KEY: 'varg_me' } }
  const request = composerOf(page)
  const text = `${HOSTILE}\nand\t@image2 {a,b} [1-3]`
  await openSandbox(page, site)
  await drop(page, FILES)
  await addToRequest(page, NAMES)
  await request.prompt.fill(text)
  const [jpg = '', webp = '', mp3 = ''] = await urlsOf(page, NAMES)

  const sentFiles: Record<string, string[]> = {
    Image: [jpg, webp, mp3],
    Video: [jpg, webp, mp3],
    Lipsync: [jpg, mp3],
    'Start and end frame': [jpg, webp],
  }
  for (const kind of KINDS) {
    const body =
      kind === 'Transcription'
        ? { model: HOSTILE, audio_url: mp3 }
        : { model: HOSTILE, prompt: text, files: sentFiles[kind]?.map((url) => ({ url })) }
    // The job repeats the model, which shows that the typed text arrives unchanged.
    const job = { status: 'queued', model: HOSTILE }

    await request.choose('curl')
    await request.chooseKind(kind)
    await request.region.getByLabel('Model', { exact: true }).fill(HOSTILE)
    const curl = await request.copy()
    const answer = await run('sh', ['-c', `${curl} -w '\\n%{http_code}'`], options)
    const [got = '', status] = answer.stdout.split(/\n(?=\d+$)/)
    expect([kind, status]).toEqual([kind, '202'])
    expect(JSON.parse(got)).toMatchObject(job)
    const [words = []] = readCurlArguments([curl], { VARG_API_KEY: 'varg_me' })
    expect(words).toContain(`${site.url}/sandbox/v1/${ENDPOINTS[kind]}`)
    expect(words).toContain('Authorization: Bearer varg_me')
    expect(JSON.parse(words[words.indexOf('--data-raw') + 1] ?? '')).toMatchObject(body)

    await request.choose('TypeScript fetch')
    const snippet = await request.copy()
    const code = `${snippet}\nconsole.log(JSON.stringify({ status: response.status, job }))`
    const ran = await run(process.execPath, ['--input-type=module', '--eval', code], options)
    expect(JSON.parse(ran.stdout)).toMatchObject({ status: 202, job })
    const [parsed] = parseCode('ts', [snippet])
    expect(parsed?.faults).toEqual([])
    const sent = { call: 'JSON.stringify', with: [expect.objectContaining(body)] }
    expect(parsed?.constants[0]).toMatchObject(['response', { with: [{}, { body: sent }] }])
  }
  expect(await readdir(folder)).toEqual([])
})

test('the copied TSX is valid and restores the references when it is pasted', async ({
  page,
  site,
}) => {
  const request = composerOf(page)
  await openSandbox(page, site)
  await drop(page, [...FILES, { ...sample('mp4'), name: `\u202e4pm.日本 \`\${x}\`.mp4` }])
  await addToRequest(page, ['sample.mp3', 'sample.webp', 'sample.jpg'])
  await request.rename('@audio1', HOSTILE)
  await request.rename('@image1', '*/ export const x = "1" // \u2028')
  const film = fileList(page).root.getByRole('listitem', { name: '4pm' })
  await film.getByRole('button', { name: 'Add to request' }).click()
  await request.prompt.fill(`${HOSTILE}\nexport const y = 1`)
  const before = await request.readReferences()
  expect(before.map(({ tag }) => tag)).toEqual(['@audio1', '@image1', '@image2', '@video1'])

  for (const kind of KINDS) {
    await request.chooseKind(kind)
    await request.choose('Varg TSX')
    const code = await request.copy()
    const [parsed] = parseCode('tsx', [code])
    expect(parsed).toMatchObject({ faults: [], isConstantsOnly: true })
    expect(code).not.toMatch(/^\s*export\b/m)
    const names = parsed?.constants.map(([name]) => name)
    expect(names?.filter((name) => name.endsWith('_REF'))).toHaveLength(before.length)

    await request.press('Clear request')
    await expect(request.list).toHaveCount(0)
    await request.region.getByRole('heading', { name: 'Request' }).click()
    await request.paste(code)
    await request.expectReferences(before)
  }
  await expect(page.getByText('4 references taken from what you pasted.').first()).toBeVisible()
})

test('a pasted curl command or text fills the references with names from the history', async ({
  page,
  site,
}) => {
  const request = composerOf(page)
  await openSandbox(page, site)
  await drop(page, FILES)
  await expectRemembered(page, NAMES)
  await addToRequest(page, NAMES)
  const [jpg = '', webp = '', mp3 = ''] = await urlsOf(page, NAMES)
  await request.prompt.fill('Two meet')
  await request.choose('curl')
  const curl = await request.copy()
  await request.press('Clear request')
  await expect(request.list).toHaveCount(0)

  await request.region.getByRole('heading', { name: 'Request' }).click()
  await request.paste(curl)
  const fromCurl = [{ name: 'sample.jpg' }, { name: 'sample.webp' }, { name: 'sample.mp3' }]
  await request.expectReferences(fromCurl)

  await request.region.getByRole('heading', { name: 'Request' }).click()
  await request.paste(`First the voice (${mp3}), then ${webp}.`)
  const fromText = [{ tag: '@audio1', name: 'sample.mp3' }, { name: 'sample.webp' }]
  await request.expectReferences(fromText)
  await expect(request.region.getByText('2 references taken from what you pasted.')).toBeVisible()
  await request.region.getByRole('button', { name: 'Undo' }).click()
  await request.expectReferences(fromCurl)

  await request.region.getByRole('button', { name: 'Paste code' }).click()
  const dialog = page.getByRole('dialog', { name: 'Paste code' })
  await expect(dialog.getByRole('textbox', { name: 'Code with URLs' })).toBeFocused()
  await request.paste('No file: https://example.com/cat.png')
  await dialog.getByRole('button', { name: 'Take references' }).click()
  await expect(dialog.getByText('No media URL found in what you pasted.')).toBeVisible()
  await request.expectReferences(fromCurl)
  await dialog.getByRole('textbox', { name: 'Code with URLs' }).fill(webp)
  await dialog.getByRole('button', { name: 'Take references' }).click()
  await expect(dialog).toHaveCount(0)
  await request.expectReferences([{ tag: '@image1', name: 'sample.webp' }])

  const prose = `\nDinesh, "the one at ${jpg}", says: it's 5 o'clock.`
  await request.prompt.fill('')
  await request.paste(prose)
  await expect(request.prompt).toHaveValue(prose)
  await request.expectReferences([{ tag: '@image1', name: 'sample.webp' }])
})
