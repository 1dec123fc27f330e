import { make } from './made-files.ts'
import { soon } from './smoke-page.ts'
import { expect, test } from './world.ts'

test('the row menu works by keyboard and returns the focus', async ({ world }) => {
  const { browser, page } = world
  await page.give(make(1, 'menu'))
  await soon(() => page.rowText('menu-0.bmp')).toContain('Verified')
  await browser.evaluate(() => {
    const row = document.querySelector('ul[aria-label="Files"] > [aria-label="menu-0.bmp"]')
    row?.querySelector<HTMLElement>('button[aria-label="More actions"]')?.focus()
  })
  await page.keys('ArrowDown')
  await soon(() => page.textOf('[role="menu"]')).toContain('Details')
  await world.look('menu')
  await page.keys('End')
  await soon(page.focused).toContain('Remove')
  await page.keys('Escape')
  await soon(() => page.textOf('[role="menu"]')).toBe('')
  await soon(page.focused).toBe('More actions')
  await page.keys('Enter')
  await soon(() => page.textOf('[role="menu"]')).toContain('Details')
  await page.keys('d', 'Enter')
  await soon(() => page.textOf('dialog[aria-label^="Details of"]')).toContain('Response')
  await world.look('details')
  await page.keys('Escape')
  await soon(() => page.textOf('dialog[open]')).toBe('')
  await soon(page.focused).toBe('More actions')
})

/** The stops of the Tab key on a page with files, in order. */
const STOPS = [
  'Skip to files',
  'Skip to request',
  'Account Sandbox',
  'Inspector',
  'Menu',
  'Choose files',
  'Search files',
  'Filter',
  'List',
  'walk-0.bmp',
  'Copy URL',
  'More actions',
  'Paste code',
  'More',
  'Prompt',
  'Kind',
  'Model',
  'Aspect ratio',
  'Format',
  'Copy request',
]

test('the keyboard goes through the page with visible focus and no trap, and through its rows', async ({
  world,
}) => {
  const { browser, page } = world
  await page.give(make(3, 'walk'))
  for (const name of ['walk-0.bmp', 'walk-1.bmp', 'walk-2.bmp']) {
    await soon(() => page.rowText(name)).toContain('Verified')
  }
  // A reload resets the focus to the start of the page.
  await browser.reload()
  await soon(() => page.rowText('walk-0.bmp')).toContain('Copy URL')
  const stops = []
  for (;;) {
    await page.keys('Tab')
    const stop = await page.focusStop()
    // WebKitGTK has no controls outside of the page, so Tab returns to the first stop.
    const isRound = stop.name === '' || stop.name === stops[0]?.name
    if (isRound || stops.length > STOPS.length) break
    stops.push(stop)
  }
  expect(stops.map(({ name }) => name)).toEqual(STOPS)
  expect(stops.filter(({ isSeen }) => !isSeen)).toEqual([])
  await browser.evaluate(() => {
    const row = document.querySelector('ul[aria-label="Files"] > [aria-label="walk-0.bmp"]')
    if (row instanceof HTMLElement) row.focus()
  })
  for (const [key, name] of [
    ['ArrowDown', 'walk-1.bmp'],
    ['End', 'walk-2.bmp'],
    ['Home', 'walk-0.bmp'],
    ['ArrowRight', 'Select walk-0.bmp'],
    ['Escape', 'walk-0.bmp'],
    ['ArrowLeft', 'More actions'],
  ] as const) {
    await page.keys(key)
    await soon(page.focused, { timeout: 5000 }).toBe(name)
  }
  await page.keys('Escape', 'Shift+ArrowDown')
  await soon(() => page.textOf('[role="toolbar"][aria-label="Selected files"]')).toContain('2')
})
