import type { IncomingMessage, ServerResponse } from 'node:http'
import { json as readJson } from 'node:stream/consumers'
import type { Page } from '@playwright/test'
import type { ApiVersion } from '../../src/core/api/api-version.ts'
import { expectAccessible } from '../support/accessible.ts'
import { expect, KEY, test } from '../support/fixtures.ts'
import { closeAccount, openAccount, saveKey } from '../support/pages/key-panel.ts'
import { composerOf } from '../support/pages/request.ts'
import { json } from '../support/upstream.ts'

/** Chooses the version of the gateway in use. */
async function chooseVersion(page: Page, version: ApiVersion): Promise<void> {
  await openAccount(page)
  await page
    .getByRole('radiogroup', { name: 'API version' })
    .getByRole('radio', { name: String(version), exact: true })
    .check()
  await closeAccount(page)
}

const FILE = { url: 'https://cdn.example.com/start.png' }

/** Prices and errors of a gateway by the model that is asked for. */
const ANSWERS: Record<string, (response: ServerResponse) => void> = {
  'kling-v3': (response) =>
    json(response, 200, {
      valid: true,
      pricing: { user_price_cents: 221, provider_cost_cents: 158, pricing_id: null },
    }),
  'flux-schnell': (response) =>
    json(response, 200, { valid: true, pricing: { user_price_cents: null } }),
  'sora-2': (response) => json(response, 503, error('no_pricing', 'Pricing is being updated.')),
  minimax: (response) => {
    response.setHeader('Retry-After', '20')
    json(response, 429, error('rate_limited', 'Slow down.'))
  },
  'kling-v2.5': (response) =>
    json(response, 422, {
      error: {
        code: 'invalid_request',
        message: 'The body breaks the schema.',
        details: [{ path: ['duration'], message: 'Expected 5 or 10' }],
      },
    }),
}

function error(code: string, message: string) {
  return { error: { code, message, details: null } }
}

test('the price is asked for on request, cleared by a change, and errors are explained', async ({
  page,
  startSite,
  startUpstream,
}) => {
  const asked: { url: string | undefined; body: unknown }[] = []
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await readJson(request)) as { model: string }
    asked.push({ url: request.url, body })
    const known = ANSWERS[body.model]
    if (known) known(response)
    else json(response, 404, error('model_not_found', `There is no ${body.model}.`))
  }
  const upstream = await startUpstream((...call) => void answer(...call))
  const site = await startSite({ VARG_GATEWAY_URL: upstream.url })
  const request = composerOf(page)
  const model = request.region.getByRole('combobox', { name: 'Model' })
  await page.goto(site.url)
  await saveKey(page, KEY)
  await chooseVersion(page, 2)
  await request.paste(
    JSON.stringify({ model: 'kling-v3', prompt: 'the door opens', duration: 5, files: [FILE] }),
  )
  await request.choose('JSON body')
  await request.expectReferences([{ name: 'start.png' }])
  await expect(request.code).toContainText('"kling-v3"')
  await request.estimate.click()
  await expect(request.price).toHaveText('$2.21 (221 credits)')
  await expectAccessible(page, '#request')
  const copied = JSON.parse(await request.copy())
  expect(asked).toEqual([{ url: '/v2/estimate', body: copied }])

  await request.region.getByRole('textbox', { name: 'Duration in seconds' }).fill('6')
  await expect(request.price).toHaveCount(0)
  await request.estimate.click()
  await expect(request.price).toBeVisible()
  expect(asked.at(-1)?.body).toEqual({ ...copied, duration: 6 })

  for (const [name, ...sentences] of [
    ['flux-schnell', 'No price known.'],
    ['made-up', "The gateway doesn't know this model.", 'model_not_found: There is no made-up.'],
    ['sora-2', 'The gateway has no price for this model now.', 'Pricing is being updated.'],
    ['minimax', /rate limit\. Ask again in (20|19|18) s\./, 'rate_limited: Slow down.'],
    ['kling-v2.5', 'The gateway would refuse this request.', '(duration Expected 5 or 10)'],
  ] as const) {
    await model.fill(name)
    await request.estimate.click()
    for (const sentence of sentences) {
      await expect(request.region.getByText(sentence)).toBeVisible()
    }
    await expect(request.price).toHaveCount(0)
  }
  await expectAccessible(page, '#request')
  expect(asked).toHaveLength(7)

  await chooseVersion(page, 1)
  await expect(request.code).toContainText('"kling-v2.5"')
  await expect(request.estimate).toHaveCount(0)
  expect(asked).toHaveLength(7)
})
