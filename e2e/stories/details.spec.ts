import { createHash } from 'node:crypto'
import { drop, made, sample } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { detailsOf, testsOf } from '../support/pages/details.ts'
import { expectStage, fileRow } from '../support/pages/file-list.ts'
import { keyPanel, openSandbox, saveKey } from '../support/pages/key-panel.ts'
import { readClipboard } from '../support/pages/request.ts'
import { countStored } from '../support/remembered.ts'

const OTHER_KEY = 'varg_other_0123456789wxyz'

test('the details show the request, the response and the timing of an upload', async ({
  page,
  gateway,
  openVarg,
}) => {
  await openVarg()
  const { buffer } = sample('jpg')
  const hash = `sha256:${createHash('sha256').update(buffer).digest('hex')}`
  const answering = page.waitForResponse((response) => response.url().endsWith('/api/v2/files'))
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Uploaded')
  const answer = await (await answering).text()
  const details = detailsOf(page, 'sample.jpg')
  await details.open()
  await expect(details.fact('Content hash')).toHaveText(hash)

  // The arrow keys move through the tabs.
  const tab = (name: string) => details.dialog.getByRole('tab', { name, exact: true })
  await tab('File').focus()
  await page.keyboard.press('ArrowRight')
  await expect(tab('Request')).toBeFocused()
  await expect(details.dialog.getByText(`POST ${gateway.url}/sandbox/v2/files`)).toBeVisible()
  await expect(details.dialog.getByRole('table', { name: 'Headers sent' })).toBeVisible()
  expect(await details.headers()).toMatchObject({
    host: new URL(gateway.url).host,
    authorization: 'Bearer varg_…cdef',
    'content-type': 'image/jpeg',
    'content-length': String(buffer.length),
    'x-content-hash': hash,
    'x-filename': 'sample.jpg',
    'user-agent': await page.evaluate(() => navigator.userAgent),
  })
  await expect(details.fact('Body')).toContainText(`${buffer.length.toLocaleString('en')} bytes`)
  await expect(details.fact('Body hash')).toHaveText(hash)
  await expect(details.tries.getByRole('option')).toHaveText([
    /^Try 1 of 1 · .* · 200 · [\d.]+ m?s$/,
  ])

  await page.keyboard.press('ArrowRight')
  await expect(details.dialog.getByText('200 OK')).toBeVisible()
  expect(await details.headers()).toMatchObject({
    'content-type': expect.stringContaining('application/json'),
    'content-length': String(Buffer.byteLength(answer)),
  })
  const formatted = JSON.stringify(JSON.parse(answer), null, 2)
  await expect.poll(() => details.body.textContent()).toBe(formatted)
  const search = details.dialog.getByRole('searchbox', { name: 'Search body' })
  const digits = hash.slice(7, 17).toUpperCase()
  await search.fill(digits)
  const words = details.dialog.getByRole('search').getByRole('status')
  // The search ignores case, so it finds the digits in the hash and in the URL.
  await expect(words).toHaveText('1 of 2')
  const marks = details.body.locator('mark')
  await expect(marks).toHaveText([digits.toLowerCase(), digits.toLowerCase()])
  await search.press('Enter')
  await expect(words).toHaveText('2 of 2')
  await expect(marks.nth(1)).toHaveAttribute('aria-current', 'true')
  for (const [name, place] of [
    ['Previous match', 0],
    ['Next match', 1],
  ] as const) {
    await details.dialog.getByRole('button', { name }).click()
    await expect(marks.nth(place)).toHaveAttribute('aria-current', 'true')
  }
  await search.fill('nowhere in it')
  await expect(words).toHaveText('No match')
  // The first Escape clears the search and keeps the dialog open.
  await search.press('Escape')
  await expect(search).toHaveValue('')
  await details.dialog.getByRole('button', { name: 'Copy body' }).click()
  await expect.poll(() => readClipboard(page)).toBe(answer)

  await details.show('Timing')
  const phases = details.dialog.getByRole('list', { name: 'Phases' }).getByRole('listitem')
  await expect(phases.filter({ hasText: 'Hashing' })).toHaveText(
    /^Hashing[\d.]+ m?s58 KB, [\d.]+ .?B\/s$/,
  )
  await expect(phases.filter({ hasText: 'Sending' })).toHaveText(/^Sending[\d.]+ m?s58 KB/)
  await expect(phases.filter({ hasText: 'Waiting for the response' })).toHaveCount(1)
  await expect(details.dialog.getByText(/^The call took [\d.]+ m?s\.$/)).toBeVisible()

  await details.show('File')
  await details.dialog.getByRole('button', { name: 'Copy: Content hash' }).click()
  await expect.poll(() => readClipboard(page)).toBe(hash)
})

test('the URL of the details opens them again with the upload and the newest 20 tests', async ({
  page,
  site,
  browser,
}) => {
  await openSandbox(page, site)
  await drop(page, [made('a.png', 3000)])
  await expectStage(page, 'a.png', 'Uploaded')
  const details = detailsOf(page, 'a.png')
  const item = fileRow(page, 'a.png')
  const opener = item.button('Details')
  await details.open()
  await expect(details.fact('Names here')).toHaveText('a.png')
  const link = page.url()
  expect(link).toMatch(/#details=sandbox\/[0-9a-f]{64}$/)
  await page.keyboard.press('Escape')
  await expect(details.dialog).toBeHidden()
  await expect(opener).toBeFocused()
  await expect(page).not.toHaveURL(/#details/)

  await opener.press('Enter')
  await details.show('Custom send')
  await details.dialog.getByLabel('Times').fill('22')
  await details.dialog.getByLabel('At a time').fill('6')
  const tests = testsOf(page, 'a.png')
  await tests.send()
  await expect(tests.latest).toContainText('Done, 22 of 22')
  await details.show('Request')
  // The tab keeps all 23 calls of this session. The oldest of them is the upload.
  await expect(details.tries.getByRole('option')).toHaveCount(23)
  await expect.poll(() => countStored(page, 'exchanges')).toBe(21)
  await details.tries.selectOption({ index: 22 })
  await expect(details.fact('Reason')).toHaveText('Upload the file')
  await page.goBack()
  await expect(details.dialog).toBeHidden()
  await expect(opener).toBeFocused()
  await page.goForward()
  await expect(details.dialog).toBeVisible()
  await page.reload()
  await expect(details.fact('Names here')).toHaveText('a.png')
  await details.show('Request')
  await expect(details.tries.getByRole('option')).toHaveCount(21)
  await expect(details.fact('Reason')).toHaveText('Custom send')
  const { authorization } = await details.headers()

  // Tabs of one profile share the calls. Another profile has none of them.
  const tab = await page.context().newPage()
  await tab.goto(link)
  const elsewhere = detailsOf(tab, 'a.png')
  await elsewhere.show('Request')
  await expect(elsewhere.tries.getByRole('option')).toHaveCount(21)
  await elsewhere.dialog.getByRole('button', { name: 'Older try' }).click()
  expect((await elsewhere.headers()).authorization).toBe(authorization)
  await tab.close()
  const stranger = await browser.newContext()
  const strange = await stranger.newPage()
  await strange.goto(link)
  await expect(strange.getByText('This browser does not know this file.')).toBeVisible()
  await strange.getByRole('tab', { name: 'Response' }).click()
  await expect(
    strange.getByText('Nothing was sent for this file in this browser yet.'),
  ).toBeVisible()
  await stranger.close()
})

test('the details keep every failed try and name the server that answered', async ({
  page,
  gateway,
  openVarg,
}) => {
  await openVarg()
  const later = { headers: { 'Retry-After': '600' } }
  const text = { body: '<html><p>524</p>', mediaType: 'text/html' }
  await gateway.make({
    next: [
      { kind: 'answer', status: 401, error: 'AuthError', message: 'Revoked.', early: true },
      { kind: 'break', afterBytes: 1000 },
      { kind: 'answer', status: 500, error: 'InternalError', message: '<b>Odd</b>', ...later },
      { kind: 'answer', status: 524, ...text, ...later },
    ],
  })
  await drop(page, [made('a.png', 300_000)])
  await expect(keyPanel(page).field).toBeFocused()
  const item = fileRow(page, 'a.png')
  const details = detailsOf(page, 'a.png')
  // A file has details before it is uploaded.
  await details.open()
  await details.show('Response')
  await expect(details.dialog.getByText('401 Unauthorized')).toBeVisible()
  await expect(details.body).toContainText('AuthError')
  await page.keyboard.press('Escape')
  await saveKey(page, OTHER_KEY)
  for (const failed of ['(500)', '524']) {
    await expect(item.root).toContainText(failed)
    await item.press('Retry now')
  }
  await expectStage(page, 'a.png', 'Uploaded')

  const outcomes = [/ · 200 · /, / · 524 · /, / · 500 · /, / · 502 · /, / · 401 · /]
  const own = undefined
  const page524 = /most likely the CDN’s/
  const ours = /^This came from Refdrop’s server, not the gateway\.$/
  const looks = [
    { status: '200 OK', from: own, body: /"deduplicated": false/ },
    { status: /^524/, from: page524, body: /^<html>/ },
    { status: '500 Internal Server Error', from: own, body: /<b>Odd<\/b>/ },
    { status: '502 Bad Gateway', from: ours, body: /ProxyError.*closed the connection/s },
    { status: '401 Unauthorized', from: own, body: /Revoked\./ },
  ]
  await details.open()
  await details.show('Response')
  for (const isReloaded of [false, true]) {
    if (isReloaded) {
      await page.reload()
      await details.show('Response')
    }
    await expect(details.tries.getByRole('option')).toHaveText(outcomes)
    for (const [place, { status, from, body }] of looks.entries()) {
      if (place > 0) await details.dialog.getByRole('button', { name: 'Older try' }).click()
      await expect(details.dialog.getByText(status)).toBeVisible()
      if (from) await expect(details.dialog.getByText(from)).toBeVisible()
      else await expect(details.dialog.getByText(/^This came from|CDN’s/)).toHaveCount(0)
      await expect(details.body).toHaveText(body)
    }
  }
  // Each try shows the key that it was sent with.
  await details.show('Request')
  await expect.poll(details.headers).toMatchObject({ authorization: 'Bearer varg_…cdef' })
  await details.dialog.getByRole('button', { name: 'Newer try' }).click()
  await expect.poll(details.headers).toMatchObject({ authorization: 'Bearer varg_…wxyz' })
  await details.show('Timing')
  await expect(details.dialog.getByText(/^The call took/)).toBeVisible()
})
