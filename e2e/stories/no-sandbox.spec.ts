import { drop, made, sample } from '../support/files.ts'
import { expect, KEY, test } from '../support/fixtures.ts'
import { expectStage, fileRow } from '../support/pages/file-list.ts'
import { openInspector, pressMenu } from '../support/pages/inspector.ts'
import {
  closeAccount,
  expectKeyWorks,
  keyPanel,
  openAccount,
  openSandbox,
  saveKey,
} from '../support/pages/key-panel.ts'
import { countStored } from '../support/remembered.ts'
import { freePort } from '../support/server.ts'

const WITHOUT = ['--no-sandbox']

test('the page offers the sandbox nowhere when its server has none', async ({
  page,
  gateway,
  startSite,
}) => {
  const environment = { VARG_GATEWAY_URL: `${gateway.url}/sandbox` }
  const { url, printed } = await startSite(environment, undefined, WITHOUT)
  await page.goto(url)
  await expect(page.getByRole('button', { name: 'Paste code' })).toBeVisible()
  await expect(page.getByRole('button', { name: /sandbox|samples/i })).toHaveCount(0)

  await drop(page, [sample('jpg')])
  await expect(keyPanel(page).popover).toContainText('1 file waits for your varg.ai key.')
  await expect(keyPanel(page).tryWithoutKey).toHaveCount(0)
  await expect(keyPanel(page).gateway('varg.ai')).toHaveCount(0)
  await saveKey(page, KEY)
  await expectStage(page, 'sample.jpg', 'Uploaded')
  await openAccount(page)
  await expect(keyPanel(page).gateway('Sandbox')).toHaveCount(0)
  await closeAccount(page)

  const inspector = await openInspector(page, 'Checks')
  await expect(inspector.getByRole('tab')).toHaveText([/^Log/, 'Custom send', 'Checks'])
  await pressMenu(page, 'Command menu')
  const menu = page.getByRole('dialog', { name: 'Command menu' })
  await page.keyboard.type('sandbox')
  await expect(menu.getByRole('option')).toHaveCount(0)
  expect(printed()).not.toContain(' /sandbox')
})

test('the page sends to varg.ai and says so when the sandbox that it used is gone', async ({
  page,
  gateway,
  startSite,
}) => {
  const environment = { VARG_GATEWAY_URL: `${gateway.url}/sandbox` }
  const port = await freePort()
  const before = await startSite(environment, port)
  await openSandbox(page, before)
  await drop(page, [sample('jpg')])
  await expectStage(page, 'sample.jpg', 'Uploaded')
  await before.stop()
  await drop(page, [made('late.png', 2000)])
  await expectStage(page, 'late.png', 'Waiting')
  await expect.poll(() => countStored(page, 'bytes')).toBe(1)

  await startSite(environment, port, WITHOUT)
  await page.reload()
  const notices = page.getByRole('region', { name: 'Notices' })
  await expect(notices).toContainText('This server has no sandbox. Files go to varg.ai.')
  await expect(keyPanel(page).pill).toHaveAccessibleName(/^Account varg\.ai/)
  const late = fileRow(page, 'late.png')
  await expectStage(page, 'late.png', 'Failed')
  await expect(late.root).toContainText(
    'This server has no sandbox. Drop the file again for varg.ai.',
  )

  await saveKey(page, KEY)
  await expectKeyWorks(page)
  await late.press('Remove')
  await drop(page, [made('late.png', 2000)])
  await expectStage(page, 'late.png', 'Uploaded')
  await page.reload()
  await expect(keyPanel(page).pill).toHaveAccessibleName(/^Account varg\.ai/)
  await expect(notices).toHaveCount(0)
})
