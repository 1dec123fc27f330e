import { drop, type FilePayload, made } from '../support/files.ts'
import {
  expect,
  expectStage,
  expectStages,
  fileItem,
  openSandbox,
  test,
} from '../support/fixtures.ts'
import { faultsOf } from '../support/gateway.ts'

const named = (file: FilePayload, name: string): FilePayload => ({ ...file, name })

test('equal files are sent once, whatever their names; Upload again always sends', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  const faults = faultsOf(site)
  const wait = { 'Retry-After': '600' }
  await faults.make({ next: [{ kind: 'answer', status: 503, headers: wait }] })
  const file = made('first.png', 5000)
  await drop(page, [file])
  await expectStage(page, 'first.png', 'Waiting')
  await drop(page, [named(file, 'second.png'), named(made('x', 5000), 'third.png')])
  await expect(
    fileItem(page, 'second.png').getByText('for first.png, which has the same content'),
  ).toBeVisible()
  await fileItem(page, 'first.png').getByRole('button', { name: 'Retry now' }).click()
  await expectStage(page, 'second.png', 'Uploaded')
  const second = fileItem(page, 'second.png')
  await expect(second.getByText('Already here', { exact: true })).toBeVisible()
  await expect(second.getByText('same content as first.png')).toBeVisible()
  const url = await fileItem(page, 'first.png').getByRole('link').getAttribute('href')
  await expect(second.getByRole('link')).toHaveAttribute('href', String(url))
  await expectStage(page, 'third.png', 'Uploaded')
  expect((await faults.report()).seen).toMatchObject({ uploads: 3, stored: 2 })
  await second.getByRole('button', { name: 'Upload again' }).click()
  await expect(second.getByText('Deduplicated', { exact: true })).toBeVisible()
  expect((await faults.report()).seen).toMatchObject({ uploads: 4, stored: 2 })
})

test('where one fails, the other of the same content takes its place', async ({ page, site }) => {
  await openSandbox(page, site)
  const faults = faultsOf(site)
  await faults.make({ latency: 300, next: [{ kind: 'answer', status: 422 }] })
  const file = made('first.png', 5000)
  await drop(page, [file, named(file, 'second.png')])
  // Whichever is hashed first goes first.
  await expectStages(page, 'Failed', 1)
  await expectStages(page, 'Uploaded', 1)
  await expectStages(page, 'New', 1)
  await page.getByRole('button', { name: 'Retry', exact: true }).click()
  await expectStages(page, 'Already here', 1)
})

test('what was uploaded in an earlier visit is known by its content, for this key alone', async ({
  page,
  site,
}) => {
  await openSandbox(page, site)
  const file = made('first.png', 5000)
  await drop(page, [file])
  await expectStage(page, 'first.png', 'Uploaded')
  await fileItem(page, 'first.png').getByRole('button', { name: 'Remove' }).click()
  await page.reload()
  const faults = faultsOf(site)
  await faults.make({})
  await drop(page, [named(file, 'again.png')])
  await expect(fileItem(page, 'again.png').getByText('Already here')).toBeVisible()
  expect((await faults.report()).seen.uploads).toBe(0)
  await page.getByLabel('API key').fill('varg_another_0123456789')
  await page.getByRole('button', { name: 'Save key' }).click()
  await expect(page.getByText('Key works')).toBeVisible()
  await drop(page, [named(file, 'mine.png')])
  await expect(fileItem(page, 'mine.png').getByText('New', { exact: true })).toBeVisible()
})
