import { make } from './made-files.ts'
import { soon } from './smoke-page.ts'
import { expect, KEY, LONG, test } from './world.ts'

// Runs first. WebKitGTK loses a registration once another origin's worker script returns 404.
test.describe('with its service worker', () => {
  test.use({ relay: { hasWorker: true } })

  test('the page opens with its list when its server is down', async ({ world }) => {
    const { browser, page } = world
    await page.give(make(1, 'kept'))
    await soon(() => page.rowText('kept-0.bmp')).toContain('Verified')
    // The service worker stores the whole build before it is active.
    await soon(page.worker, LONG).toBe('activated')
    world.cut()
    await browser.reload()
    await soon(() => page.rowText('kept-0.bmp')).toContain('Copy URL')
    await world.look('server-down')
  })
})

test('the page continues a batch after a reload', async ({ world }) => {
  const { browser, page } = world
  await world.faults.make({ latency: 60_000 })
  const files = make(9, 'reload', 20_000)
  await page.give(files)
  // A reload loses files whose bytes are not stored yet.
  await soon(page.listKept, LONG).toHaveLength(files.length)
  const kinds = [...new Set(await page.listKept())].join(', ')
  test.info().annotations.push({ type: 'kept', description: `Bytes are kept as ${kinds}.` })
  await world.faults.make({})
  await browser.reload()
  for (const file of files) {
    await soon(() => page.rowText(file.name), LONG).toContain('Uploaded')
  }
})

test('files wait while the browser is cut off, and upload when it is back', async ({ world }) => {
  const { browser, page } = world
  await page.saveKey(KEY)
  await world.faults.make({ latency: 60_000 })
  await page.give(make(2, 'flying'))
  await soon(() => page.rowText('flying-0.bmp')).toMatch(/Uploading|Confirming/)
  world.cut()
  const isByDriver = await browser.setOffline(true)
  if (!isByDriver) await browser.evaluate(pretendOffline, true)
  await page.give(make(2, 'waiting', 5000))
  const names = ['flying-0.bmp', 'flying-1.bmp', 'waiting-0.bmp', 'waiting-1.bmp']
  for (const name of names) await soon(() => page.rowText(name)).toContain('Waiting')
  await soon(() => page.textOf('[aria-label="Hold"]')).toContain('You’re offline.')
  await world.look('offline')
  await world.faults.make({})
  world.mend()
  await browser.setOffline(false)
  if (!isByDriver) await browser.evaluate(pretendOffline, false)
  for (const name of names) await soon(() => page.rowText(name), LONG).toContain('Uploaded')
  const stored = await fetch((await page.urlOf('waiting-1.bmp')) ?? '')
  expect((await stored.arrayBuffer()).byteLength).toBe(5000)
})

/** Runs in the page if the driver cannot cut the network. */
function pretendOffline(isOffline: boolean): void {
  Object.defineProperty(navigator, 'onLine', { value: !isOffline, configurable: true })
  dispatchEvent(new Event(isOffline ? 'offline' : 'online'))
}

test.describe('with a part that cannot be loaded at first', () => {
  test.use({ relay: { lost: 'lazy-Inspector' } })

  test('the part opens when its server is back, after a reload where that is needed', async ({
    world,
  }) => {
    const { browser, page } = world
    const notice = () => page.textOf('[aria-label="Notices"]')
    await page.press('button', 'Inspector')
    await soon(notice).toContain('A part of the page is missing.')
    world.mend()
    const isOpen = () => page.nameOf('section[aria-label="Inspector"]')
    await soon(async () => (await isOpen()) || (await notice())).toMatch(/Inspector|Reload/)
    // Firefox remembers the failure until a reload.
    if (!(await isOpen())) {
      await browser.reload()
      await page.press('button', 'Inspector')
    }
    await soon(isOpen).toBe('Inspector')
    await soon(notice).toBe('')
    // Firefox may also fail to preload the module.
    const others = world.takeComplaints().filter((text) => !text.includes('lazy-Inspector'))
    expect(others).toEqual([])
  })
})

test('the page says why varg.ai refuses a file of 30 MB before its last byte', async ({
  world,
}) => {
  const { browser, page } = world
  // Connects directly to the server, without the relay.
  await browser.open(world.siteUrl)
  await page.saveKey(KEY)
  const refusal = { status: 413, error: 'PayloadTooLarge', message: 'Not this one.' }
  await world.faults.make({ next: [{ kind: 'answer', ...refusal, early: true }] })
  await page.give(make(1, 'huge', 30 * 1024 * 1024))
  await soon(() => page.rowText('huge-0.bmp'), LONG).toContain('Failed')
  for (const words of ['Too large for the gateway', '413 PayloadTooLarge', 'Not this one.']) {
    await soon(() => page.rowText('huge-0.bmp')).toContain(words)
  }
})
