import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { drop, made, sample } from '../support/files.ts'
import { expect, KEY, test } from '../support/fixtures.ts'
import { announcement } from '../support/pages/drop-zone.ts'
import { expectStage, expectStages, fileRow } from '../support/pages/file-list.ts'
import {
  closeAccount,
  expectKeyWorks,
  keyPanel,
  openAccount,
  saveKey,
} from '../support/pages/key-panel.ts'
import { statusLine } from '../support/pages/list-bar.ts'
import { freePort } from '../support/server.ts'
import { json } from '../support/upstream.ts'

const BAD_KEY = 'varg_bad_0123456789abcdef'

test('the panel rejects a bad key and dropped files wait for a valid key', async ({
  page,
  gateway,
  vargSite,
}) => {
  await page.goto(vargSite.url)
  await saveKey(page, BAD_KEY)
  await expect(page.getByText('Invalid API key', { exact: true })).toBeVisible()
  await expect(keyPanel(page).field).toBeFocused()
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Waiting')
  await expect(announcement(page, 'polite')).toHaveText('1 file waiting for a valid key')
  expect((await gateway.report()).seen.uploads).toBe(0)
  await expect(keyPanel(page).field).toHaveCount(1)
  await saveKey(page, KEY)
  await expect(keyPanel(page).popover).toHaveCount(0)
  await expectStage(page, 'sample.jpg', 'Uploaded')
  await expectKeyWorks(page)
})

test('the queue stops when a key is rejected and resumes the file with a valid key', async ({
  page,
  gateway,
  openVarg,
}) => {
  await openVarg()
  const message = 'Revoked.'
  const rejection = {
    kind: 'answer',
    status: 401,
    error: 'AuthError',
    message,
    early: true,
  } as const
  // The rejection comes a second before the responses to the two other files in flight.
  await gateway.make({ bytesPerSecond: 2000, next: [rejection] })
  const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${name}.png`)
  await drop(
    page,
    names.map((name) => made(name, 2000)),
  )
  const field = keyPanel(page).field
  await expect(field).toBeFocused()
  await expect(field).toHaveAccessibleDescription(/^Invalid API key\..*AuthError: Revoked\./)
  await expectStages(page, 'Waiting', 4)
  await expectStages(page, 'Failed', 0)
  await expect(statusLine(page)).toHaveText('2 of 6 uploaded, 4 waiting')
  const { seen } = await gateway.report()
  expect((await gateway.report()).seen.uploads).toBe(seen.uploads)
  await saveKey(page, `${KEY}_2`)
  await expectStages(page, 'Uploaded', 6)
  await expectKeyWorks(page)
  expect((await gateway.report()).seen).toMatchObject({ uploads: 7, faulted: 1, stored: 6 })
})

test('the page holds files and links to the top-up when the balance is too low', async ({
  page,
  gateway,
  openVarg,
}) => {
  await openVarg()
  await gateway.make({
    next: [{ kind: 'answer', status: 402, error: 'InsufficientBalanceError', message: 'Empty.' }],
  })
  await drop(page, [made('a.png', 2000)])
  await expectStage(page, 'a.png', 'Waiting')
  await openAccount(page)
  const { popover } = keyPanel(page)
  await expect(popover.getByText('Not enough balance at varg.ai.')).toBeVisible()
  await expect(popover.getByText('$1,000.00')).toBeVisible()
  await expect(popover.getByRole('link', { name: 'Top up' })).toHaveAttribute(
    'href',
    'https://app.varg.ai',
  )
  await popover.getByRole('button', { name: 'Check again' }).click()
  await expectStage(page, 'a.png', 'Uploaded')
})

test('files of the sandbox upload while varg.ai waits for a key', async ({
  page,
  openVarg,
  gateway,
}) => {
  await openVarg()
  await gateway.make({ next: [{ kind: 'answer', status: 401 }] })
  await drop(page, [made('a.png', 2000)])
  await expectStage(page, 'a.png', 'Waiting')
  await keyPanel(page).choose('Sandbox')
  await drop(page, [made('b.png', 2000)])
  await expectStage(page, 'b.png', 'Uploaded')
  await page.getByRole('button', { name: 'Enter key' }).click()
  await expect(keyPanel(page).gateway('varg.ai')).toBeChecked()
  await expect(keyPanel(page).field).toBeFocused()
})

test('the panel saves nothing when the text is not a key', async ({ page, site }) => {
  await page.goto(site.url)
  await saveKey(page, 'sk-something')
  await expect(keyPanel(page).field).toHaveAccessibleDescription(/start with varg_/)
  await expect(announcement(page, 'assertive')).toHaveText(/start with varg_/)
  await expect(keyPanel(page).field).toHaveValue('sk-something')
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
})

test('a key lasts for the tab, or on the device when the person asks for it', async ({
  page,
  site,
}) => {
  await page.goto(site.url)
  await keyPanel(page).choose('Sandbox')
  await saveKey(page, KEY)
  await expect(keyPanel(page).popover.getByText('varg_…cdef')).toBeVisible()
  await page.reload()
  await openAccount(page)
  await expect(keyPanel(page).works).toBeVisible()
  const tab = await page.context().newPage()
  await tab.goto(site.url)
  await openAccount(tab)
  await expect(keyPanel(tab).field).toBeVisible()
  await keyPanel(page).forget.click()
  await keyPanel(page).remember.check()
  await saveKey(page, KEY)
  await expect(keyPanel(page).works).toBeVisible()
  await expect(keyPanel(tab).works).toBeVisible()
  await keyPanel(page).choose('varg.ai')
  await expect(keyPanel(page).field).toHaveValue('')
  await expect(keyPanel(page).works).toHaveCount(0)
  await keyPanel(page).choose('Sandbox')
  await keyPanel(page).forget.click()
  await expect(tab.getByText('varg_…cdef')).toHaveCount(0)
  expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toContain(
    KEY,
  )
})

test('a file is new when another key uploads it', async ({ page, site }) => {
  await page.goto(site.url)
  await keyPanel(page).choose('Sandbox')
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Uploaded')
  await saveKey(page, KEY)
  await expect(keyPanel(page).works).toBeVisible()
  await closeAccount(page)
  await drop(page, [{ ...sample('jpg'), name: 'other.jpg' }])
  await expect(fileRow(page, 'other.jpg').word('New')).toBeVisible()
})

test('the panel saves a key when the gateway cannot be reached', async ({ page, startSite }) => {
  const site = await startSite({ VARG_GATEWAY_URL: `http://127.0.0.1:${await freePort()}` })
  await page.goto(site.url)
  await saveKey(page, KEY)
  await expect(page.getByText('Key saved, not checked')).toBeVisible()
  await expect(page.getByText(/refused the connection/)).toBeVisible()
})

test('a saved key goes to the gateway in the Authorization header', async ({
  page,
  startSite,
  startUpstream,
}) => {
  const seen: string[] = []
  const upstream = await startUpstream((request, response) => {
    request.resume()
    seen.push(String(request.headers.authorization))
    json(response, 401, { error: 'AuthError', message: 'No such key.' })
  })
  const site = await startSite({ VARG_GATEWAY_URL: upstream.url })
  await page.goto(site.url)
  await saveKey(page, KEY)
  await expect(keyPanel(page).works).toBeVisible()
  await drop(page, [sample('webp')])
  await expectStage(page, 'sample.webp', 'Waiting')
  expect(seen).toEqual([`Bearer ${KEY}`])
})

test('the page uploads with the key of the server and never receives it', async ({
  page,
  startSite,
}) => {
  const upstream = await startSite()
  const home = test.info().outputPath('home')
  await mkdir(join(home, '.varg'), { recursive: true })
  await writeFile(join(home, '.varg', 'credentials'), JSON.stringify({ api_key: KEY }))
  const site = await startSite({ VARG_GATEWAY_URL: `${upstream.url}/sandbox`, HOME: home })
  const received: Promise<string>[] = []
  page.on('response', (response) => {
    if (!response.request().url().endsWith('.js')) received.push(response.text().catch(() => ''))
  })
  await page.goto(site.url)
  await expect(page.getByText('Key from this machine (varg_…cdef)')).toBeVisible()
  await expect(keyPanel(page).works).toBeVisible()
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Uploaded')
  expect((await Promise.all(received)).join('\n')).not.toContain(KEY)
  const stranger = await fetch(`${site.url}/api/v1/balance`)
  expect(stranger.status).toBe(403)
})
