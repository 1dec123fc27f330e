import type { IncomingMessage } from 'node:http'
import { drop, made } from '../support/files.ts'
import { expect, KEY, test } from '../support/fixtures.ts'
import { expectStage, fileRow } from '../support/pages/file-list.ts'
import { expectKeyWorks, keyPanel, openAccount, saveKey } from '../support/pages/key-panel.ts'
import { countStored } from '../support/remembered.ts'
import { freePort } from '../support/server.ts'
import { json } from '../support/upstream.ts'

const BEARER = `Bearer ${KEY}`

/** Records the credential of each call to an upstream. */
function noting() {
  const credentials: (string | undefined)[] = []
  return {
    credentials,
    note: ({ headers }: IncomingMessage) => void credentials.push(headers.authorization),
  }
}

test('a saved key stays with its upstream when the server restarts with another', async ({
  page,
  startSite,
  startUpstream,
}) => {
  const [one, other] = [noting(), noting()]
  const first = await startUpstream((request) => request.destroy(), one.note)
  const second = await startUpstream((request, response) => {
    request.resume().on('end', () => {
      const hash = String(request.headers['x-content-hash'])
      const size = Number(request.headers['content-length'])
      const url = `https://s3.varg.ai/u/1/${hash.slice(7)}.png`
      const wire = { file_id: '1', url, hash, size, media_type: 'image/png', deduplicated: false }
      json(response, 200, wire)
    })
  }, other.note)
  const port = await freePort()
  const site = await startSite({ VARG_GATEWAY_URL: first.url }, port)
  await page.goto(site.url)
  await saveKey(page, KEY)
  await expect(keyPanel(page).works).toBeVisible()
  // Checking a key requests its version and its balance.
  expect(one.credentials).toEqual([BEARER, BEARER])

  await site.stop()
  await startSite({ VARG_GATEWAY_URL: second.url }, port)
  await drop(page, [made('a.png', 2000)])
  const use = page.getByRole('button', { name: `Use the key saved for ${first.url}` })
  await expect(use).toBeVisible()
  await expectStage(page, 'a.png', 'Waiting')
  await expect(page.getByText(second.url.replace('http://', ''))).toBeVisible()
  await expect.poll(() => countStored(page, 'bytes')).toBe(1)
  await page.reload()
  await expect(use).toBeVisible()
  expect(other.credentials.filter((credential) => credential !== undefined)).toEqual([])

  await use.click()
  await expectStage(page, 'a.png', 'Uploaded')
  await expectKeyWorks(page)
  await expect(use).toHaveCount(0)
  expect(new Set(other.credentials)).toEqual(new Set([BEARER]))
  expect(one.credentials).toEqual([BEARER, BEARER])
})

test('the page sends nothing to a gateway until the server names the upstream', async ({
  page,
  vargSite,
}) => {
  await page.addInitScript((key) => {
    // Earlier versions saved keys under this name.
    localStorage.setItem('refdrop.key.varg', key)
    localStorage.setItem('refdrop.key.sandbox', key)
  }, KEY)
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  let answer = () => {}
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route('**/machine', async (route) => {
    await held
    await route.continue()
  })
  await page.goto(vargSite.url)
  await drop(page, [made('a.png', 2000)])
  await expectStage(page, 'a.png', 'Waiting')
  await keyPanel(page).choose('Sandbox')
  // The sandbox's fault plan belongs to our own server and needs no key.
  const calls = asked.filter((path) => /^\/(api|sandbox)\//.test(path))
  expect(calls.filter((path) => path !== '/sandbox/faults')).toEqual([])
  answer()
  await keyPanel(page).choose('varg.ai')
  await openAccount(page)
  // The upstream of this server is not api.varg.ai, for which the key was saved.
  await expect(
    page.getByRole('button', { name: 'Use the key saved for api.varg.ai' }),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Forget the one for api.varg.ai' }).click()
  await expect(page.getByRole('button', { name: /api\.varg\.ai/ })).toHaveCount(0)
  expect(asked.filter((path) => /^\/api\/v\d\//.test(path))).toEqual([])
})

test('the panel finds a key in pasted lines or names what it found instead', async ({
  page,
  site,
}) => {
  await page.goto(site.url)
  await keyPanel(page).choose('Sandbox')
  const field = keyPanel(page).field
  await saveKey(page, `OPENAI_API_KEY=sk-abcdefghijklmnop`)
  await expect(field).toHaveAccessibleDescription(
    'Found a key of another service (sk-…). Keys start with varg_ and have no spaces.',
  )
  await field.evaluate((input, text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    input.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }, `Authorization: Bearer ${KEY}\r\nAccept: */*\r\n`)
  await keyPanel(page).save.click()
  await expect(keyPanel(page).popover.getByText('varg_…cdef')).toBeVisible()
  await expect(keyPanel(page).works).toBeVisible()
  await drop(page, [made('a.png', 2000)])
  await expect(fileRow(page, 'a.png').word('Uploaded')).toBeVisible()
})
