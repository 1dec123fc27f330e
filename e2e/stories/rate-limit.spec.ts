import { drop, made } from '../support/files.ts'
import { expect, test } from '../support/fixtures.ts'
import { expectStages } from '../support/pages/file-list.ts'
import { holdNote, listBar, statusLine } from '../support/pages/list-bar.ts'

const files = (count: number) =>
  Array.from({ length: count }, (_, index) => made(`${String(index).padStart(2, '0')}.png`, 3000))

test('40 files upload without a failed or wasted try when the gateway limits the rate', async ({
  page,
  gateway,
  openVarg,
}) => {
  await openVarg()
  // A window of two seconds stands for a minute.
  await gateway.make({
    rateLimit: { limit: 10, seconds: 2, tells: ['remaining', 'reset-milliseconds'] },
  })
  await drop(page, files(40))
  await expect(statusLine(page)).toHaveText(/\d+ of 40 uploaded, \d+ waiting/)
  await expect(holdNote(page).text(/^Rate limit: next upload in 0:0\d/)).toBeVisible()
  await expect(holdNote(page).text(/about \d+ s left$/)).toBeVisible()
  await expectStages(page, 'Uploaded', 40)
  await expectStages(page, 'Failed', 0)
  expect((await gateway.report()).seen).toEqual({
    uploads: 40,
    accepted: 40,
    limited: 0,
    faulted: 0,
    stored: 40,
  })
})

for (const [how, rateLimit] of [
  ['Retry-After', { tells: ['retry-after'] }],
  ['words in the newer error shape', { tells: ['message'], nested: true }],
] as const) {
  test(`no file loses a try when only a 429 reports the limit by ${how}`, async ({
    page,
    gateway,
    openVarg,
  }) => {
    await openVarg()
    await gateway.make({
      latency: 50,
      rateLimit: { ...rateLimit, tells: [...rateLimit.tells], limit: 4, seconds: 1.5 },
    })
    await drop(page, files(9))
    await expect(holdNote(page).text(/^Rate limit: next upload in 0:0\d/)).toBeVisible()
    await expectStages(page, 'Uploaded', 9)
    await expectStages(page, 'Failed', 0)
    const { seen } = await gateway.report()
    expect(seen).toMatchObject({ accepted: 9, stored: 9 })
    // Three uploads are in flight at the limit. After each hold, the queue first sends one.
    expect(seen.limited).toBeLessThanOrEqual(3 + 2)
  })
}

test('the queue sends nothing during a rate-limit hold when it is paused and resumed', async ({
  page,
  gateway,
  openVarg,
}) => {
  await openVarg()
  await gateway.make({ rateLimit: { limit: 1, seconds: 600, tells: ['retry-after'] } })
  await drop(page, files(3))
  await expect(holdNote(page).text(/^Rate limit: next upload in (10:00|9:\d\d)/)).toBeVisible()
  await expectStages(page, 'Uploaded', 1)
  const { seen } = await gateway.report()
  await listBar(page).press('Pause')
  await listBar(page).press('Resume')
  await drop(page, [made('later.png', 3000)])
  await expectStages(page, 'Waiting', 3)
  expect((await gateway.report()).seen).toEqual(seen)
  await listBar(page).press('Try now')
  await expect.poll(async () => (await gateway.report()).seen.limited).toBe(seen.limited + 1)
  await expect(holdNote(page).text(/^Rate limit/)).toBeVisible()
  // Files can be canceled during a hold.
  await listBar(page).press('Cancel all')
  await expectStages(page, 'Canceled', 3)
})

test('a rate-limit hold lasts seconds when the clock of the browser is hours behind', async ({
  page,
  gateway,
  openVarg,
}) => {
  await page.addInitScript(() => {
    const now = Date.now
    Date.now = () => now() - 7_200_000
  })
  await openVarg()
  await gateway.make({
    rateLimit: { limit: 2, seconds: 2, tells: ['remaining', 'reset-milliseconds'] },
  })
  await drop(page, files(3))
  await expect(holdNote(page).text(/^Rate limit: next upload in 0:0\d/)).toBeVisible()
  await expectStages(page, 'Uploaded', 3)
})
