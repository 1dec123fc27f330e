import { drop, type FilePayload, made } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { faultsOf } from '../support/gateway.ts'
import { expectStage, expectStages, fileRow } from '../support/pages/file-list.ts'
import { keyPanel, openSandbox, saveKey } from '../support/pages/key-panel.ts'
import { listBar } from '../support/pages/list-bar.ts'

const named = (file: FilePayload, name: string): FilePayload => ({ ...file, name })

test('the queue sends equal files once and Upload again always sends', async ({ page, site }) => {
  await openSandbox(page, site)
  const faults = faultsOf(site)
  const wait = { 'Retry-After': '600' }
  await faults.make({ next: [{ kind: 'answer', status: 503, headers: wait }] })
  const file = made('first.png', 5000)
  await drop(page, [file])
  await expectStage(page, 'first.png', 'Waiting')
  await drop(page, [named(file, 'second.png'), named(made('x', 5000), 'third.png')])
  await expect(
    fileRow(page, 'second.png').text('for first.png, which has the same content'),
  ).toBeVisible()
  await fileRow(page, 'first.png').press('Retry now')
  await expectStage(page, 'second.png', 'Uploaded')
  const second = fileRow(page, 'second.png')
  await expect(second.word('Already here')).toBeVisible()
  await second.button('same as first.png').click()
  await expect(fileRow(page, 'first.png').root).toBeFocused()
  await second.root.focus()
  await second.press('Show the same file')
  await expect(fileRow(page, 'first.png').root).toBeFocused()
  const url = await fileRow(page, 'first.png').link.getAttribute('href')
  await expect(second.link).toHaveAttribute('href', String(url))
  await expectStage(page, 'third.png', 'Uploaded')
  expect((await faults.report()).seen).toMatchObject({ uploads: 3, stored: 2 })
  await second.press('Upload again')
  await expect(second.word('Deduplicated')).toBeVisible()
  expect((await faults.report()).seen).toMatchObject({ uploads: 4, stored: 2 })
})

test('the queue sends the second of two equal files when the first fails', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  const faults = faultsOf(site)
  await faults.make({ latency: 300, next: [{ kind: 'answer', status: 422 }] })
  const file = made('first.png', 5000)
  await drop(page, [file, named(file, 'second.png')])
  // The file that is hashed first is sent first.
  await expectStages(page, 'Failed', 1)
  await expectStages(page, 'Uploaded', 1)
  await expectStages(page, 'New', 1)
  await listBar(page).press('Retry failed')
  await expectStages(page, 'Already here', 1)
})

test('a file is known by its content after a reload, but not for another key', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  const file = made('first.png', 5000)
  await drop(page, [file])
  await expectStage(page, 'first.png', 'Uploaded')
  await fileRow(page, 'first.png').press('Remove')
  await page.reload()
  const faults = faultsOf(site)
  await faults.make({})
  await drop(page, [named(file, 'again.png')])
  await expect(fileRow(page, 'again.png').text('Already here')).toBeVisible()
  expect((await faults.report()).seen.uploads).toBe(0)
  await saveKey(page, 'varg_another_0123456789')
  await expect(keyPanel(page).works).toBeVisible()
  await drop(page, [named(file, 'mine.png')])
  await expect(fileRow(page, 'mine.png').word('New')).toBeVisible()
})
