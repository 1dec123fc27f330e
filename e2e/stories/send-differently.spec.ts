import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Page } from '@playwright/test'
import { drop, made, sample } from '../support/files.ts'
import { expect, KEY, test } from '../support/fixtures.ts'
import { detailsOf, testsOf } from '../support/pages/details.ts'
import { announcement } from '../support/pages/drop-zone.ts'
import { expectStage, fileList, fileRow } from '../support/pages/file-list.ts'
import { customSendPill, openInspector } from '../support/pages/inspector.ts'
import { saveKey } from '../support/pages/key-panel.ts'
import { readClipboard } from '../support/pages/request.ts'
import { relayTo } from '../support/relay.ts'
import { historyOf } from '../support/remembered.ts'
import type { Site, startSite } from '../support/server.ts'
import { json, type startUpstream } from '../support/upstream.ts'

/** Fixtures that start servers. */
interface Starting {
  startSite: typeof startSite
  startUpstream: typeof startUpstream
}

const OTHER_KEY = 'varg_other_0123456789wxyz'

/** Opens the page of a site whose upstream is a relay to the sandbox, and saves the key. */
async function openBehindRelay(page: Page, gateway: Site, { startSite, startUpstream }: Starting) {
  const relay = relayTo(gateway)
  const upstream = await startUpstream(relay.answer)
  const site = await startSite({ VARG_GATEWAY_URL: upstream.url })
  await page.goto(site.url)
  await saveKey(page, KEY)
  return relay
}

test('a custom send changes the headers and the key of one request only', async ({
  page,
  gateway,
  startSite,
  startUpstream,
}) => {
  const relay = await openBehindRelay(page, gateway, { startSite, startUpstream })
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Uploaded')
  const list = fileList(page).root
  // The dimensions of the picture arrive after the upload.
  await expect.poll(async () => (await historyOf(page))[0]?.media?.width).toBe(200)
  await expect(list).toContainText('200 × 133')
  const [listed, history] = [await list.innerText(), await historyOf(page)]
  const right = relay.seen[0]?.headers['x-content-hash']
  const details = detailsOf(page, 'sample.jpg')
  const tests = testsOf(page, 'sample.jpg')
  await details.open()
  await details.show('Custom send')
  const row = tests.latest.locator('tbody tr')

  await tests.hash('None')
  await tests.send()
  await expect(row).toHaveText(/^1200[\d.]+ m?syes/)
  expect(relay.seen[1]?.headers).not.toHaveProperty('x-content-hash')

  await tests.hash('Of other content')
  await tests.contentType('Of the file')
  await tests.send()
  await expect(row).toHaveText(/^1400.*ValidationError: The body is sha256:/)
  const wrong = relay.seen[2]?.headers
  expect(wrong?.['x-content-hash']).toMatch(/^sha256:[0-9a-f]{64}$/)
  expect(wrong?.['x-content-hash']).not.toBe(right)
  expect(wrong?.['content-type']).toBe('image/jpeg')

  await tests.hash('Malformed')
  await tests.contentType('application/octet-stream')
  await tests.send()
  await expect(row).toHaveText(/^1400.*ValidationError/)
  expect(relay.seen[3]?.headers['x-content-hash']).toBe('sha256:malformed')
  expect(relay.seen[3]?.headers['content-type']).toBe('application/octet-stream')

  await tests.hash('Correct')
  const field = details.dialog.getByLabel('Another key')
  await field.fill('no key')
  await tests.sendButton.click()
  await expect(details.dialog.getByText(/^Found .*Paste one key/)).toBeVisible()
  await expect(field).toBeFocused()
  await field.fill(OTHER_KEY)
  await tests.send()
  // The account of the other key does not have the content.
  await expect(row).toHaveText(/^1200[\d.]+ m?sno/)
  await expect(field).toHaveValue('')
  expect(relay.seen).toHaveLength(5)
  expect(relay.seen[4]?.headers.authorization).toBe(`Bearer ${OTHER_KEY}`)
  expect(relay.seen[4]?.headers['x-content-hash']).toBe(right)

  await details.show('Request')
  await expect(details.tries.getByRole('option')).toHaveText([
    / · 200 · .* · custom send$/,
    / · 400 · /,
    / · 400 · /,
    / · 200 · .* · custom send$/,
    /^Try 1 of 5 · .* · 200 · [\d.]+ m?s$/,
  ])
  for (const [told, headers] of [
    ['With another key', { authorization: 'Bearer varg_…wxyz', 'x-content-hash': right }],
    ['With a malformed X-Content-Hash', { 'x-content-hash': 'sha256:malformed' }],
    [
      'With the hash of another content, with its media type as Content-Type',
      { 'x-content-hash': wrong?.['x-content-hash'], 'content-type': 'image/jpeg' },
    ],
    ['Without X-Content-Hash', { authorization: 'Bearer varg_…cdef' }],
  ] as const) {
    await expect(details.fact('Custom send')).toHaveText(`${told}.`)
    const shown = await details.headers()
    expect(shown).toMatchObject(headers)
    if (!('x-content-hash' in headers)) expect(shown).not.toHaveProperty('x-content-hash')
    await details.dialog.getByRole('button', { name: 'Older try' }).click()
  }
  await page.keyboard.press('Escape')
  expect(await list.innerText()).toBe(listed)
  expect(await historyOf(page)).toEqual(history)
})

test('a custom send changes the name, the type and the hash in version 2', async ({
  page,
  gateway,
  startSite,
  startUpstream,
}) => {
  await page.addInitScript(() => localStorage.setItem('refdrop.api-version', '2'))
  const relay = await openBehindRelay(page, gateway, { startSite, startUpstream })
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Uploaded')
  const details = detailsOf(page, 'sample.jpg')
  const tests = testsOf(page, 'sample.jpg')
  const row = tests.latest.locator('tbody tr')
  await details.open()
  await details.show('Custom send')
  const right = relay.seen[0]?.headers
  expect(right).toMatchObject({ 'content-type': 'image/jpeg', 'x-filename': 'sample.jpg' })

  await tests.hash('No prefix')
  await tests.contentType('Not sent')
  await tests.fileName('Odd')
  await tests.send()
  await expect(row).toHaveText(/^1200[\d.]+ m?syes/)
  const odd = relay.seen[1]?.headers
  expect(odd).toMatchObject({
    'x-content-hash': right?.['x-content-hash']?.slice('sha256:'.length),
    'x-filename': '..%2F..%2F%D0%BA%D0%BE%D1%82 "1";.bin',
  })
  expect(odd).not.toHaveProperty('content-type')

  await tests.contentType('Wrong')
  await tests.fileName('Not sent')
  await tests.hash('Malformed')
  await tests.send()
  await expect(row).toHaveText(/^1400.*invalid_request/)
  expect(relay.seen[2]?.headers['content-type']).toBe('image/png')
  expect(relay.seen[2]?.headers).not.toHaveProperty('x-filename')
  await details.show('Request')
  await expect(details.fact('Custom send')).toHaveText(
    'With a malformed X-Content-Hash, with a wrong Content-Type, without X-Filename.',
  )
})

test('a custom send breaks off, throttles, and reports a server that is down', async ({
  page,
  startSite,
  startUpstream,
}) => {
  const size = 400_000
  /** For each upload: bytes, number of chunks, and milliseconds from first chunk to last. */
  const got: { bytes: number; pieces: number; took: number; isWhole: boolean }[] = []
  const upstream = await startUpstream((request, response) => take(request, response, got))
  const site = await startSite({ VARG_GATEWAY_URL: upstream.url })
  await page.goto(site.url)
  await saveKey(page, KEY)
  await drop(page, [made('a.png', size)])
  await expectStage(page, 'a.png', 'Uploaded')
  const details = detailsOf(page, 'a.png')
  const tests = testsOf(page, 'a.png')
  const row = tests.latest.locator('tbody tr')
  await details.open()
  await details.show('Custom send')

  const breaking = details.dialog.getByRole('checkbox', { name: 'Break off after' })
  await breaking.check()
  const percent = details.dialog.getByLabel('Percent of the bytes')
  await percent.fill('half')
  await expect(
    details.dialog.getByText(/^Enter a whole number from 0 to 99, not “half”/),
  ).toBeVisible()
  await percent.fill('50')
  await tests.send()
  await expect(row).toContainText('You broke off this upload for a test')
  await expect(row).toContainText('No response')
  await expect.poll(() => got.length).toBe(2)
  expect(got[1]).toMatchObject({ isWhole: false })
  expect(got[1]?.bytes).toBeLessThanOrEqual(size / 2)
  expect(got[1]?.bytes).toBeGreaterThan(size / 4)

  await breaking.uncheck()
  await details.dialog.getByRole('checkbox', { name: 'At most' }).check()
  await details.dialog.getByLabel('Rate').fill('300')
  await details.dialog.getByLabel('Unit').selectOption('KB/s')
  await tests.send()
  await expect(row).toHaveText(/^1200/)
  expect(got[2]).toMatchObject({ isWhole: true, bytes: size })
  // The throttled bytes take at least 1.3 seconds to send. A busy machine takes longer.
  expect(got[2]?.took).toBeGreaterThan(500)
  expect(got[2]?.pieces).toBeGreaterThan(4)

  await details.dialog.getByRole('checkbox', { name: 'At most' }).uncheck()
  await upstream.stop()
  await tests.send()
  await expect(row).toContainText('refused the connection')
  await site.stop()
  await tests.send()
  await expect(row).toContainText('The connection broke before the gateway answered')
  await details.show('Response')
  await expect(details.dialog.getByText(/^It ended /)).toBeVisible()
  await details.dialog.getByRole('button', { name: 'Older try' }).click()
  await expect(details.dialog.getByText('502 Bad Gateway')).toBeVisible()
  await expect(details.dialog.getByText(/^This came from Refdrop’s server/)).toBeVisible()
  await expect(details.body).toContainText(new URL(upstream.url).host)
  await details.dialog.getByRole('button', { name: 'Older try' }).click()
  await expect(details.dialog.getByText('200 OK')).toBeVisible()
  await details.dialog.getByRole('button', { name: 'Older try' }).click()
  await expect(details.body).toContainText('"error": "TestBreak"')
  await expect(details.body).toContainText(
    `was broken off after ${size / 2} of ${size} bytes, as asked.`,
  )
  // The custom sends do not change the file.
  await page.keyboard.press('Escape')
  await expectStage(page, 'a.png', 'Uploaded')
})

/** Responds by the contract. Records the received bytes in `got` when the request closes. */
function take(
  request: IncomingMessage,
  response: ServerResponse,
  got: { bytes: number; pieces: number; took: number; isWhole: boolean }[],
): void {
  const digest = createHash('sha256')
  const times: number[] = []
  let bytes = 0
  if (request.headers.expect) response.writeContinue()
  request.on('data', (chunk: Buffer) => {
    digest.update(chunk)
    bytes += chunk.length
    times.push(performance.now())
  })
  request.on('error', () => {})
  request.on('close', () => {
    const took = (times.at(-1) ?? 0) - (times[0] ?? 0)
    got.push({ bytes, pieces: times.length, took, isWhole: request.complete })
  })
  request.on('end', () => {
    const hex = digest.digest('hex')
    json(response, 200, {
      file_id: 'file_1',
      url: `https://s3.example/u/${hex}.png`,
      hash: `sha256:${hex}`,
      size: bytes,
      media_type: 'image/png',
      deduplicated: false,
    })
  })
}

test('a custom send repeats with a table, a chart and figures until it is stopped', async ({
  page,
  gateway,
  startSite,
  startUpstream,
}) => {
  const relay = await openBehindRelay(page, gateway, { startSite, startUpstream })
  await drop(page, [sample('webp')])
  await expectStage(page, 'sample.webp', 'Uploaded')
  await gateway.make({ latency: 200 })
  const details = detailsOf(page, 'sample.webp')
  const tests = testsOf(page, 'sample.webp')
  const rows = tests.latest.locator('tbody tr')
  await details.open()
  await details.show('Custom send')
  await details.dialog.getByLabel('Times').fill('5')
  await details.dialog.getByLabel('At a time').fill('2')
  await details.dialog.getByLabel('Another key').fill(OTHER_KEY)
  await tests.send()
  await expect(tests.latest).toContainText('Done, 5 of 5')
  await expect(tests.latest.getByRole('button', { name: 'Stop' })).toBeDisabled()
  await expect(rows).toHaveText(
    Array.from({ length: 5 }, (_, index) => RegExp(`^${index + 1}200[\\d.]+ m?s(yes|no)http`)),
  )
  // The first upload is new to the account of the other key. The rest are deduplicated.
  await expect(rows.getByRole('cell', { name: 'no', exact: true })).toHaveCount(1)
  const urls = await rows
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href))
  expect(new Set(urls).size).toBe(1)
  const ours = relay.seen.slice(1)
  expect(ours).toHaveLength(5)
  expect(Math.max(...ours.map(({ together }) => together))).toBe(2)
  const figures = Object.fromEntries(
    await tests.latest
      .locator('dl > div')
      .evaluateAll((all) =>
        all.map((one) => Array.from(one.children, (part) => part.textContent ?? '')),
      ),
  )
  const [least, middle, most] = ['Minimum', 'Median', 'Maximum'].map((name) =>
    millisecondsIn(String(figures[name])),
  )
  const times = (await rows.locator('td:nth-child(3)').allTextContents()).map(millisecondsIn)
  times.sort((one, other) => one - other)
  expect([least, middle, most]).toEqual([times[0], times[2], times[4]])
  await expect(tests.latest.locator('[data-tip$=", 200"]')).toHaveCount(5)
  await tests.latest.getByRole('button', { name: 'Copy as CSV' }).click()
  await expect
    .poll(() => readClipboard(page))
    .toMatch(/^number,status,milliseconds,deduplicated,url,error\r\n1,200,/)

  await gateway.make({
    next: [
      { kind: 'answer', status: 503 },
      { kind: 'silence', times: 9 },
    ],
  })
  await tests.send()
  await expect(rows.filter({ hasText: '503' })).toHaveCount(1)
  await expect.poll(async () => (await gateway.report()).seen.faulted).toBe(3)
  await tests.latest.getByRole('button', { name: 'Stop' }).click()
  await expect(rows.filter({ hasText: 'You stopped it' })).toHaveCount(2)
  await expect(rows.filter({ hasText: 'Not sent' })).toHaveCount(2)
  await expect(tests.latest).toContainText('Stopped, 3 of 5')
  expect(relay.seen).toHaveLength(9)
  await rows.getByRole('button', { name: /^Show send \d: 503$/ }).click()
  await expect(details.dialog.getByText('503 Service Unavailable')).toBeVisible()
})

/** @param text such as "850 ms" or "1.24 s" */
function millisecondsIn(text: string): number {
  const amount = Number.parseFloat(text)
  return text.endsWith(' ms') ? amount : amount * 1000
}

test('custom sends apply to whole drops of their tab, over a reload, until they are reset', async ({
  page,
  gateway,
  vargSite,
  openVarg,
}) => {
  await openVarg()
  const known = made('known.png', 3000)
  await drop(page, [known])
  await expectStage(page, 'known.png', 'Uploaded')
  const uploads = async () => (await gateway.report()).seen.uploads
  const pill = customSendPill(page)
  const dock = await openInspector(page, 'Custom send')
  await expect(pill).toHaveCount(0)
  await dock.getByRole('radio', { name: 'None' }).check()
  await dock.getByRole('radio', { name: 'application/octet-stream' }).check()
  await dock.getByLabel('Times').fill('2')
  const words =
    'without X-Content-Hash, with application/octet-stream as Content-Type, 2 times, 1 at a time'
  await expect(pill).toHaveAccessibleName(`Custom send active: ${words}`)
  await expect(announcement(page, 'polite')).toContainText('Custom send is active')

  await drop(page, [{ ...known, name: 'again.png' }, made('new.png', 3000)])
  await expectStage(page, 'again.png', 'Uploaded')
  await expectStage(page, 'new.png', 'Uploaded')
  await expect.poll(uploads).toBe(5)
  const runs = dock.getByRole('article')
  await expect(runs).toHaveCount(2)
  const answers = (name: string) => dock.getByRole('article', { name }).locator('td:nth-child(4)')
  await expect(answers('again.png')).toHaveText(['yes', 'yes'])
  await expect(answers('new.png')).toHaveText(['no', 'yes'])
  await expect(fileRow(page, 'new.png').word('New')).toBeVisible()
  await dock.getByRole('button', { name: 'Close inspector' }).click()

  await page.reload()
  await expect(pill).toHaveAccessibleName(`Custom send active: ${words}`)
  const details = detailsOf(page, 'new.png')
  await details.open()
  await details.show('Request')
  await expect(details.tries.getByRole('option')).toHaveCount(2)
  expect(await details.headers()).toMatchObject({ 'content-type': 'application/octet-stream' })
  expect(await details.headers()).not.toHaveProperty('x-content-hash')
  await page.keyboard.press('Escape')

  const tab = await page.context().newPage()
  await tab.goto(vargSite.url)
  await saveKey(tab, KEY)
  await drop(tab, [{ ...known, name: 'elsewhere.png' }])
  await expect(fileRow(tab, 'elsewhere.png').word('Already here')).toBeVisible()
  await expect(customSendPill(tab)).toHaveCount(0)
  await tab.close()
  expect(await uploads()).toBe(5)

  await pill.click()
  await dock.getByRole('button', { name: 'Reset' }).click()
  await expect(pill).toHaveCount(0)
  await expect(announcement(page, 'polite')).toContainText('Files are sent as usual again.')
  await drop(page, [{ ...known, name: 'normal.png' }])
  await expect(fileRow(page, 'normal.png').word('Already here')).toBeVisible()
  await page.reload()
  // The history has the content under its first name.
  await expectStage(page, 'known.png', 'Uploaded')
  await expect(pill).toHaveCount(0)
  expect(await uploads()).toBe(5)
})
