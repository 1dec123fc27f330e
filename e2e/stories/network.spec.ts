import { drop, made } from '../support/files.ts'
import { expect, KEY, test } from '../support/fixtures.ts'
import { expectStage, expectStages } from '../support/pages/file-list.ts'
import { keyPanel, saveKey } from '../support/pages/key-panel.ts'
import { holdNote, listBar } from '../support/pages/list-bar.ts'
import { settings } from '../support/pages/settings.ts'
import { json } from '../support/upstream.ts'

const files = (count: number) =>
  Array.from({ length: count }, (_, index) => made(`${index}.png`, 3000))

test('the queue holds varg.ai and not the sandbox while the browser is offline', async ({
  page,
  gateway,
  openVarg,
}) => {
  await openVarg()
  await page.evaluate(() => dispatchEvent(new Event('offline')))
  await drop(page, files(2))
  await expectStages(page, 'Waiting', 2)
  await expect(holdNote(page).text('You’re offline.')).toBeVisible()
  expect((await gateway.report()).seen.uploads).toBe(0)
  await keyPanel(page).choose('Sandbox')
  await drop(page, [made('s.png', 3000)])
  await expectStage(page, 's.png', 'Uploaded')
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await expectStages(page, 'Uploaded', 3)
})

test('no file fails when the network is cut during a batch', async ({
  page,
  gateway,
  openVarg,
}) => {
  await openVarg()
  await gateway.make({ latency: 2000 })
  await drop(page, files(5))
  await expectStage(page, '0.png', 'Confirming')
  await page.context().setOffline(true)
  await expect(holdNote(page).text('You’re offline.')).toBeVisible()
  await expectStages(page, 'Failed', 0)
  await page.context().setOffline(false)
  await expectStages(page, 'Uploaded', 5)
})

test('the page asks before the tab is closed only while files are sent', async ({
  page,
  gateway,
  openVarg,
}) => {
  await openVarg()
  await gateway.make({ latency: 1000 })
  const asked: string[] = []
  page.on('dialog', (dialog) => {
    asked.push(dialog.type())
    return dialog.dismiss()
  })
  // Browsers ask only on a page that was clicked.
  await keyPanel(page).choose('varg.ai')
  await drop(page, files(4))
  await expectStage(page, '0.png', 'Confirming')
  await page.close({ runBeforeUnload: true })
  await expect.poll(() => asked).toEqual(['beforeunload'])
  await expectStages(page, 'Uploaded', 4)
  expect(
    await page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))),
  ).toBe(false)
})

test('the page keeps the screen on while files are sent and again when the tab is shown', async ({
  page,
  gateway,
  openVarg,
}) => {
  await page.addInitScript(() => {
    const calls: string[] = []
    Object.assign(window, { wakeCalls: calls })
    navigator.wakeLock.request = async () => {
      calls.push('request')
      const lock = new EventTarget()
      const release = async () => {
        calls.push('release')
        Object.assign(lock, { released: true })
      }
      Object.assign(lock, { released: false, release })
      Object.assign(window, { lock })
      return lock as WakeLockSentinel
    }
  })
  await openVarg()
  await gateway.make({ latency: 1500 })
  await drop(page, files(1))
  await expectStage(page, '0.png', 'Confirming')
  const calls = () => page.evaluate(() => (window as unknown as { wakeCalls: string[] }).wakeCalls)
  expect(await calls()).toEqual(['request'])
  await page.evaluate(() => {
    // The browser releases the lock when the tab is hidden.
    Object.assign((window as unknown as { lock: object }).lock, { released: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  expect(await calls()).toEqual(['request', 'request'])
  await expectStage(page, '0.png', 'Uploaded')
  await expect.poll(calls).toEqual(['request', 'request', 'release'])
})

test('the queue sends files in list order, at most as many at a time as the settings say', async ({
  page,
  startSite,
  startUpstream,
}) => {
  const held: (() => void)[] = []
  const upstream = await startUpstream((request, response) => {
    response.writeContinue()
    request.resume()
    held.push(() => json(response, 422, { error: 'ValidationError', message: 'Late.' }))
  })
  const site = await startSite({ VARG_GATEWAY_URL: upstream.url })
  await page.goto(site.url)
  await saveKey(page, KEY)
  await drop(page, files(10))
  await expectStages(page, 'Confirming', 3)
  await settings(page).open()
  const group = page.getByRole('radiogroup', { name: 'Uploads at a time' })
  await expect(group.getByRole('radio', { name: '3' })).toBeChecked()
  await group.getByRole('radio', { name: '6' }).check()
  await page.getByRole('button', { name: 'Close' }).click()
  await expectStages(page, 'Confirming', 6)
  for (const name of ['0.png', '5.png']) await expectStage(page, name, 'Confirming')
  await expectStage(page, '6.png', 'Ready')
  for (const answerNow of held.splice(0)) answerNow()
  await expectStages(page, 'Confirming', 4)
  await listBar(page).press('Cancel all')
  await page.reload()
  await settings(page).open()
  await expect(group.getByRole('radio', { name: '6' })).toBeChecked()
})
