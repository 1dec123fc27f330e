import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { dataTransferOf, drop, made, sample } from './support/files.ts'
import { expect, KEY, test } from './support/fixtures.ts'
import { faultsOf } from './support/gateway.ts'
import { expectStage, expectStages, fileRow } from './support/pages/file-list.ts'
import { openInspector } from './support/pages/inspector.ts'
import { openSandbox, saveKey } from './support/pages/key-panel.ts'
import { holdNote, listBar, statusLine } from './support/pages/list-bar.ts'
import { addToRequest, composerOf } from './support/pages/request.ts'
import { settings } from './support/pages/settings.ts'
import { buildPseudoPage, PSEUDO_ROOT, START_WITH_ROOT } from './support/pseudo-page.ts'

/** `npm run shots` writes a picture of each state at each width in both themes to `shots/`. */
const WIDTHS = [360, 768, 1280, 1920]
const HEIGHTS: Record<number, number> = { 360: 740, 768: 1024, 1280: 800, 1920: 1080 }

const LONG = `${'a very long name of a picture that somebody exported twice '.repeat(3)}.png`

test.use({ watchesConsole: false })

/** @param opensRequest whether narrow windows show the request over the list */
async function shoot(page: Page, state: string, opensRequest = false): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHTS[width] ?? 800 })
    const isSheet = opensRequest && width < 1024
    if (isSheet) await composerOf(page).open()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const name = `shots/${state}-${width}-${colorScheme}.png`
      await page.screenshot({ path: fileURLToPath(new URL(name, import.meta.url)) })
    }
    if (isSheet) await page.keyboard.press('Escape')
  }
  await page.setViewportSize({ width: 1280, height: 800 })
}

const pictures = (count: number) =>
  Array.from({ length: count }, (_, place) => made(`picture-${place + 1}.png`, 2000 + place))

const media = () => [
  { ...sample('jpg'), name: 'dusk-ridge.jpg' },
  { ...sample('mp3'), name: 'voice-maya.mp3' },
  { ...sample('mp4'), name: 'walk.mp4' },
  made('portrait.heic', 900_000, 'image/heic'),
]

test('an empty page', async ({ page, site }) => {
  await page.goto(site.url)
  await shoot(page, 'empty')
  const dataTransfer = await dataTransferOf(page, pictures(3))
  await page.dispatchEvent('body', 'dragenter', { dataTransfer })
  await page.dispatchEvent('body', 'dragover', { dataTransfer })
  await expect(page.getByText('Drop to upload')).toBeVisible()
  await shoot(page, 'drag-empty')
})

test('files in every stage', async ({ page, site }) => {
  await openSandbox(page, site)
  await drop(page, [media()[0] ?? sample('jpg')])
  await expectStages(page, 'Uploaded', 1)
  await shoot(page, 'one')
  await drop(page, media().slice(1))
  await expectStages(page, 'Uploaded', 4)
  await shoot(page, 'four')
  const faults = faultsOf(site)
  await faults.make({
    next: [
      { kind: 'answer', status: 413, early: true },
      { kind: 'answer', status: 503, headers: { 'Retry-After': '600' } },
      { kind: 'silence', times: 3 },
    ],
  })
  await drop(page, [...pictures(8), made('large.png', 30_000_000)])
  await expectStage(page, 'picture-1.png', 'Failed')
  await shoot(page, 'sending')
  await listBar(page).press('Pause')
  await shoot(page, 'paused')
  await listBar(page).press('Cancel all')
  await shoot(page, 'canceled')
})

test('many files, search and selection', async ({ page, site }) => {
  await openSandbox(page, site)
  await drop(page, [
    made(LONG, 3000),
    made('صورة-العائلة-الكبيرة-في-الحديقة.png', 3000),
    made('תמונה של המשפחה.png', 3000),
    made('夕暮れの山並み.png', 3000),
    ...pictures(16),
  ])
  await expect(statusLine(page)).toHaveText(/^20 of 20 uploaded/)
  await shoot(page, 'twenty')
  await page.getByRole('searchbox').first().fill('picture-1')
  await shoot(page, 'search')
  await page.getByRole('searchbox').first().fill('nothing like this')
  await shoot(page, 'search-none')
  await page.getByRole('searchbox').first().fill('')
  const row = fileRow(page, 'picture-1.png')
  await row.root.focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowDown')
  await shoot(page, 'selection')
  await page.keyboard.press('Escape')
  await page.getByRole('radio', { name: 'Grid' }).check({ force: true })
  await shoot(page, 'grid')
})

test('five thousand files', async ({ page, site }) => {
  await openSandbox(page, site)
  const same = sample('webp')
  await drop(
    page,
    Array.from({ length: 5000 }, (_, place) => ({ ...same, name: `frame-${place}.webp` })),
  )
  await expect(statusLine(page)).toHaveText(/^5,000 of 5,000 uploaded/, { timeout: 300_000 })
  await shoot(page, 'five-thousand')
})

test('each hold', async ({ page, gateway, vargSite }) => {
  await page.goto(vargSite.url)
  await drop(page, pictures(3))
  await expectStages(page, 'Waiting', 3)
  await expect(holdNote(page).text(/waiting/)).toBeVisible()
  await shoot(page, 'hold-key')
  await saveKey(page, 'varg_bad_0123456789abcdef')
  await expect(holdNote(page).text(/rejected/)).toBeVisible()
  await shoot(page, 'hold-key-rejected')
  await saveKey(page, KEY)
  await expectStages(page, 'Uploaded', 3)
  await page.evaluate(() => dispatchEvent(new Event('offline')))
  await drop(page, [made('offline.png', 3000)])
  await expect(holdNote(page).text(/offline/)).toBeVisible()
  await shoot(page, 'hold-offline')
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await gateway.make({ rateLimit: { limit: 1, seconds: 600, tells: ['retry-after'] } })
  await drop(page, [made('first.png', 3000), made('second.png', 3000)])
  await expect(holdNote(page).text(/^Rate limit/)).toBeVisible()
  await shoot(page, 'hold-rate')
  await gateway.make({ next: [{ kind: 'answer', status: 402 }] })
  await listBar(page).press('Try now')
  await expect(holdNote(page).text(/balance/)).toBeVisible()
  await shoot(page, 'hold-balance')
})

test('skipped files', async ({ page, site }) => {
  await openSandbox(page, site)
  const notes = { name: 'notes.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') }
  await drop(page, [notes, made('large.png', 53_000_000), sample('jpg')])
  await page.getByRole('button', { name: /files? skipped/ }).click()
  await shoot(page, 'skipped')
})

test('the request in each format', async ({ page, site }) => {
  await openSandbox(page, site)
  await drop(page, [...media().slice(0, 3), ...pictures(9)])
  await expectStages(page, 'Uploaded', 12)
  await shoot(page, 'request-empty', true)
  const paths = ['dusk-ridge.jpg', 'walk.mp4', 'voice-maya.mp3', 'picture-1.png']
  await addToRequest(page, paths)
  const { prompt, region } = composerOf(page)
  await prompt.fill('@image1 walks in as in @video1 and says what @audio1 says.')
  const formats = region.getByRole('combobox', { name: 'Format' })
  for (const format of await formats.locator('option').allTextContents()) {
    await formats.selectOption({ label: format })
    await shoot(page, `request-4-${format.toLowerCase().replace(/\W+/g, '-')}`, true)
  }
  await addToRequest(
    page,
    Array.from({ length: 8 }, (_, place) => `picture-${place + 2}.png`),
  )
  await prompt.fill('@image1 and @image99')
  await shoot(page, 'request-12', true)
})

test('dialogs, menus and the inspector', async ({ page, site }) => {
  await openSandbox(page, site)
  await drop(page, media())
  await expectStages(page, 'Uploaded', 4)
  await page.getByRole('button', { name: /^Account/ }).click()
  await shoot(page, 'account')
  await page.keyboard.press('Escape')
  await fileRow(page, 'walk.mp4').root.click({ button: 'right', position: { x: 300, y: 30 } })
  await shoot(page, 'row-menu')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Menu', exact: true }).click()
  await shoot(page, 'app-menu')
  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+k')
  await shoot(page, 'command')
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await shoot(page, 'shortcuts')
  await page.keyboard.press('Escape')
  await settings(page).open()
  await shoot(page, 'settings')
  await page.keyboard.press('Escape')
  await fileRow(page, 'dusk-ridge.jpg').root.focus()
  await page.keyboard.press('Enter')
  await shoot(page, 'preview')
  await page.keyboard.press('Escape')
  await fileRow(page, 'portrait.heic').root.focus()
  await page.keyboard.press('Enter')
  await shoot(page, 'preview-none')
  await page.keyboard.press('Escape')
  await fileRow(page, 'dusk-ridge.jpg').press('Details')
  for (const tab of ['File', 'Request', 'Response', 'Timing', 'Custom send']) {
    await page.getByRole('dialog').getByRole('tab', { name: tab, exact: true }).click()
    await shoot(page, `details-${tab.toLowerCase().replace(' ', '-')}`)
  }
  await page.keyboard.press('Escape')
  const inspector = await openInspector(page, 'Log')
  for (const tab of ['Log', 'Custom send', 'Checks', 'Failures']) {
    await inspector.getByRole('tab', { name: new RegExp(`^${tab}`) }).click()
    await shoot(page, `inspector-${tab.toLowerCase().replace(' ', '-')}`)
  }
})

test('a made-up language, from right to left', async ({ page, startSite }) => {
  await buildPseudoPage()
  const site = await startSite({ SITE_ROOT: PSEUDO_ROOT }, undefined, [], START_WITH_ROOT)
  await page.addInitScript(() => localStorage.setItem('refdrop.gateway', 'sandbox'))
  await page.goto(site.url)
  await shoot(page, 'pseudo-empty')
  await drop(page, [...media(), made(LONG, 3000)])
  const rows = page.locator('main ul').first().getByRole('listitem')
  await expect(rows).toHaveCount(5)
  await rows.first().focus()
  await page.keyboard.press('a')
  await expect(page.locator('#request code')).toContainText('http')
  await shoot(page, 'pseudo-list')
  await page.keyboard.press('?')
  await shoot(page, 'pseudo-shortcuts')
  await page.keyboard.press('Escape')
  await page.locator('header button[aria-haspopup=menu]').last().click()
  await shoot(page, 'pseudo-menu')
  await page.keyboard.press('End')
  await page.keyboard.press('Escape')
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(sideways).toBe(0)
})
