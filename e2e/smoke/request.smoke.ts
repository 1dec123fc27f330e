import { make } from './made-files.ts'
import { soon } from './smoke-page.ts'
import { expect, MEDIA_HOST, PHONE, test } from './world.ts'

test('the page writes and copies the code of a request', async ({ world }) => {
  const { browser, page } = world
  await page.give(make(1, 'reference'))
  await soon(() => page.rowText('reference-0.bmp')).toContain('Verified')
  const url = (await page.urlOf('reference-0.bmp')) ?? 'no URL'
  await page.press('button', 'Add to request', 'reference-0.bmp')
  await soon(() => page.rowText('reference-0.bmp')).toContain('@image1')
  await soon(() => page.textOf('#request code')).toContain(url)
  await page.press('#request textarea[aria-label="Prompt"]')
  await page.type('@image1 walks in the rain')
  await page.keys('Escape')
  await soon(() => page.textOf('#request code')).toContain('walks in the rain')
  await page.press('button', 'Copy request')
  await soon(() => page.textOf('#request')).toContain('Copied')
  const copied = await page.readClipboard()
  expect(copied).toContain(url)
  expect(copied).toContain('walks in the rain')
  await world.look('request')
  expect(await page.listSquared()).toEqual([])
  await browser.resize(PHONE)
  await page.press('button', 'Request · 1')
  await soon(() => page.textOf('dialog[open]')).toContain('@image1')
  await world.look('request-dialog')
})

test('a pasted URL is imported and becomes a reference', async ({ world }) => {
  const { page } = world
  await page.copy(`http://${MEDIA_HOST}/dawn.jpg`)
  await page.keys('Control+v')
  await soon(() => page.rowText('dawn.jpg')).toContain('Verified')
  const url = (await page.urlOf('dawn.jpg')) ?? 'no URL'
  await soon(() => page.textOf('#request code')).toContain(url)
})

/** An account without files of other tests. */
const LISTED_KEY = 'varg_listed_0123456789abcdef'

test('files are listed from the gateway, and one of them is deleted there', async ({ world }) => {
  const { page } = world
  await page.saveKey(LISTED_KEY)
  await page.give(make(2, 'listed'))
  for (const name of ['listed-0.bmp', 'listed-1.bmp']) {
    await soon(() => page.rowText(name)).toContain('Uploaded')
  }
  await page.press('button', 'More actions', 'listed-0.bmp')
  await page.press('[role="menuitem"]', 'Delete at the gateway')
  await world.look('delete')
  await page.press('dialog button', 'Delete')
  await soon(() => page.textOf('[aria-label="Notices"]')).toContain('Deleted at varg.ai.')
  await world.openNew()
  await page.saveKey(LISTED_KEY)
  await page.press('button', 'From the gateway')
  await soon(() => page.textOf('[aria-label="Notices"]')).toMatch(/^1 file at varg.ai, 1 new here/)
  expect(await page.rowNames()).toEqual(['listed-1.bmp'])
})
