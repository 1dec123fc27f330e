import type { Locator } from '@playwright/test'
import type { ApiVersion } from '../../src/core/api/api-version.ts'
import { SANDBOX_KEY } from '../../src/core/api/gateways.ts'
import { GATEWAY_CHECKS } from '../../src/core/traffic/checks/gateway-checks.ts'
import { expectAccessible } from '../support/accessible.ts'
import { expect, KEY, test } from '../support/fixtures.ts'
import { faultsOf } from '../support/gateway.ts'
import { faultsPanel } from '../support/pages/faults-panel.ts'
import { copiedBy, logOf, openInspector } from '../support/pages/inspector.ts'
import { openSandbox, saveKey } from '../support/pages/key-panel.ts'

/** The sandbox's own key. */
const SANDBOX = { headers: { Authorization: `Bearer ${SANDBOX_KEY}` } }

/** @returns the outcome and the title of each check, where all but the named ones pass */
function outcomes(
  named: Record<string, 'Fail' | 'Unexpected'> = {},
  version: ApiVersion = 1,
): string[][] {
  return GATEWAY_CHECKS[version].map(({ id, title }) => [named[id] ?? 'Pass', title])
}

/** @returns the outcome and the title of each check in the panel */
function readOutcomes(checks: Locator): Promise<string[][]> {
  const lines = checks.getByRole('list', { name: 'Outcomes' }).locator(':scope > li')
  return lines.evaluateAll((all) =>
    all.map((line) => (line as HTMLElement).innerText.split(/\n+/).slice(0, 2)),
  )
}

/** Opens the calls of one check. */
async function openLine(checks: Locator, id: string): Promise<Locator> {
  const title =
    [...GATEWAY_CHECKS[1], ...GATEWAY_CHECKS[2]].find((check) => check.id === id)?.title ?? ''
  const line = checks.getByRole('listitem').filter({ hasText: title })
  await line.getByLabel(`1 call behind: ${title}`, { exact: true }).click()
  return line
}

test('the checks report each flaw of the sandbox with the call behind it', async ({
  page,
  site,
}) => {
  const printedBefore = site.printed().length
  await openSandbox(page, site)
  const bench = await openInspector(page, 'Checks')
  const checks = bench.getByRole('region', { name: 'Checks', exact: true })
  await expect(checks.getByText(/^10 calls, 7 uploads among them, go to/)).toBeVisible()
  const plan = checks.getByRole('list', { name: 'What is sent' }).getByRole('listitem')
  await expect(plan).toHaveCount(11)
  await expect(plan.nth(8)).toHaveText(/over the limit is rejected \(one upload of 50 MB and one/)
  expect(site.printed().slice(printedBefore)).not.toContain('POST /sandbox/v1/files')
  await checks.getByRole('button', { name: 'Check this gateway' }).click()
  await expect(checks.getByText('11 checks: 11 passed', { exact: true })).toBeVisible()
  expect(await readOutcomes(checks)).toEqual(outcomes())

  const faults = faultsPanel(page)
  await faults.open()
  await faults.setFlaws([
    'Takes any key',
    'Answers with another size',
    'New URL for every upload',
    'Serves files as text/plain',
    'Serves no ranges',
    'Takes a malformed hash',
    'Takes empty files',
  ])
  await expect(faults.pill).toHaveText('7 failures')
  await openInspector(page, 'Checks')
  await checks.getByRole('button', { name: 'Check again' }).click()
  await expect(
    checks.getByText('11 checks: 4 passed, 5 failed, 2 unexpected', { exact: true }),
  ).toBeVisible()
  expect(await readOutcomes(checks)).toEqual(
    outcomes({
      'bad-key-refused': 'Fail',
      'hash-agrees': 'Fail',
      deduplicated: 'Fail',
      fetchable: 'Fail',
      range: 'Fail',
      'malformed-hash': 'Unexpected',
      'empty-body': 'Unexpected',
    }),
  )

  await checks.getByRole('button', { name: '5 failed', exact: true }).click()
  const firstFailed = checks.locator('li:focus')
  await expect(firstFailed).toContainText('An invalid key is rejected, as documented')

  const line = await openLine(checks, 'bad-key-refused')
  await expect(line.getByRole('row', { name: /^authorization/i })).toContainText(
    'Bearer varg_…0000',
  )
  await line.getByRole('tab', { name: 'Response' }).click()
  await expect(line.getByText('200 OK', { exact: true })).toBeVisible()
  await expect(line.getByText('"media_type"')).toBeVisible()
  await expectAccessible(page)

  const markdown = await copiedBy(checks, 'Copy as Markdown')
  expect(markdown).toMatch(/^## Checks of `http:\/\/localhost:\d+\/sandbox`$/m)
  expect(markdown).toMatch(/^1\. Pass: The key is accepted\./m)
  expect(markdown).toMatch(
    /^2\. Fail: An invalid key is rejected, as documented\. `The gateway accepted/m,
  )
  expect(markdown.match(/^### /gm)).toHaveLength(7)
  expect(markdown).toMatch(/^Authorization: Bearer varg_…0000$/im)
  const json = await copiedBy(checks, 'Copy as JSON')
  const report: { checks: { id: string; outcome: string; exchanges?: object[] }[] } =
    JSON.parse(json)
  expect(report).toMatchObject({
    summary: '11 checks: 4 passed, 5 failed, 2 unexpected',
    refdrop: '0.1.0',
  })
  expect(report.checks.map(({ id }) => id)).toEqual(GATEWAY_CHECKS[1].map(({ id }) => id))
  expect(report.checks.filter(({ exchanges }) => exchanges?.length === 1)).toHaveLength(7)
  for (const text of [markdown, json]) expect(text).not.toMatch(/varg_[A-Za-z0-9]/)
})

test('the checks of version 2 pass at the sandbox, find its flaws and delete their files', async ({
  page,
  site,
}) => {
  await page.addInitScript(() => localStorage.setItem('refdrop.api-version.sandbox', '2'))
  await openSandbox(page, site)
  // Responses report a rate limit only if there is one.
  await faultsOf(site).make({ rateLimit: { limit: 1000, seconds: 60 } })
  const bench = await openInspector(page, 'Checks')
  const checks = bench.getByRole('region', { name: 'Checks', exact: true })
  await expect(checks.getByText(/^20 calls, 8 uploads among them, go to/)).toBeVisible()
  await expect(checks.getByText(/sandbox, version 2$/)).toBeVisible()
  await expect(checks.getByText(/^The files are deleted at the end\. .* 200 MB\.$/)).toBeVisible()
  const plan = checks.getByRole('list', { name: 'What is sent' }).getByRole('listitem')
  await expect(plan).toHaveCount(19)
  await checks.getByRole('button', { name: 'Check this gateway' }).click()
  await expect(checks.getByText('19 checks: 19 passed', { exact: true })).toBeVisible()
  expect(await readOutcomes(checks)).toEqual(outcomes({}, 2))
  await expectAccessible(page)
  const listed = await (await page.request.get(`${site.url}/sandbox/v2/files`, SANDBOX)).json()
  expect(listed.data).toEqual([])

  const log = logOf(await openInspector(page, 'Log'))
  const deletion = log.rows.filter({ hasText: /DELETE.*\/v2\/files\/file_.*200.*Delete a file/ })
  await expect(deletion).toHaveCount(2)
  await log.search.fill('look up a hash')
  await expect(log.rows).toHaveCount(3)

  const faults = faultsPanel(page)
  await faults.open()
  await faults.setFlaws(['Finds no hash', 'Lists no files', 'Takes empty files'])
  await openInspector(page, 'Checks')
  await checks.getByRole('button', { name: 'Check again' }).click()
  await expect(
    checks.getByText('19 checks: 15 passed, 2 failed, 1 unexpected, 1 not applicable', {
      exact: true,
    }),
  ).toBeVisible()
  const markdown = await copiedBy(checks, 'Copy as Markdown')
  expect(markdown).toMatch(/^- API version: 2$/m)
  expect(markdown).toMatch(
    /^GET \/sandbox\/v2\/files\/check\?hash=sha256:[0-9a-f]{64} HTTP\/1\.1$/m,
  )
})

test('the checks of varg.ai need a key and show the request ID and the timing of each call', async ({
  page,
  gateway,
  vargSite,
}) => {
  // Responses report a rate limit only if there is one.
  await gateway.make({ rateLimit: { limit: 1000, seconds: 60 } })
  const printedBefore = vargSite.printed().length
  await page.goto(vargSite.url)
  const bench = await openInspector(page, 'Checks')
  const checks = bench.getByRole('region', { name: 'Checks', exact: true })
  const check = checks.getByRole('button', { name: 'Check this gateway' })
  await expect(checks.getByText('Save a key of varg.ai first.')).toBeVisible()
  await expect(check).toHaveAttribute('aria-disabled', 'true')
  await saveKey(page, KEY)
  await expect(checks.getByText('Save a key of varg.ai first.')).toHaveCount(0)
  const answering = page.waitForResponse(
    (response) => response.url().endsWith('/api/v2/files') && response.status() === 200,
  )
  await check.click()
  const answer = await answering
  await expect(checks.getByText('19 checks: 19 passed', { exact: true })).toBeVisible()
  expect(await readOutcomes(checks)).toEqual(outcomes({}, 2))
  await expect(checks.getByText(new URL(gateway.url).host).first()).toBeVisible()

  const timing = answer.headers()['server-timing']
  expect(timing).toMatch(/^connect;dur=[\d.]+.*, first-byte;dur=[\d.]+, total;dur=[\d.]+$/)
  const id = answer.headers()['x-refdrop-request'] ?? ''
  expect(id).toMatch(/^[0-9a-f]{16}$/)
  const upload = await openLine(checks, 'fields')
  await expect(upload.getByText(`POST ${gateway.url}/sandbox/v2/files`)).toBeVisible()
  await expect(upload.getByText('Headers sent')).toBeVisible()
  await expect(upload.getByText(id, { exact: true })).toBeVisible()
  await upload.getByRole('tab', { name: 'Timing' }).click()
  await expect(upload.getByRole('list', { name: 'Phases' })).toContainText(
    'Waiting for the response',
  )
  await expect(upload.getByText(/^Connecting$|^It reused a connection/)).toBeVisible()
  const range = await openLine(checks, 'range')
  await expect(range.getByText(`GET ${gateway.url}/sandbox/u/`)).toBeVisible()
  await range.getByRole('tab', { name: 'Response' }).click()
  await expect(range.getByText('206 Partial Content')).toBeVisible()

  const lines = vargSite.printed().slice(printedBefore).split('\n')
  const line = lines.filter((one) => one.includes(id))
  expect(line).toEqual([
    expect.stringMatching(/ POST \/api\/v2\/files 200 in=71 out=\d+ ms=\d+\.\d$/),
  ])
  const fetched = lines.filter((one) => one.includes('/api/fetched'))
  expect(fetched).toEqual([
    expect.stringMatching(/ GET \/api\/fetched 200 in=0 out=71 /),
    expect.stringMatching(/ GET \/api\/fetched 206 in=0 out=10 /),
  ])
})
