import { expect, test } from 'vitest'
import { ESTIMATE } from '../../core/api/v2/jobs-v2.ts'
import { ROUTES_2 } from '../../core/api/v2/routes-v2.ts'
import { ask } from '../testing/http-client.ts'
import { makeFolder, newKey, serveSandbox } from '../testing/sandbox-server.ts'

async function price(body: unknown) {
  const base = await serveSandbox(await makeFolder())
  return ask(base + ROUTES_2.estimate.path, {
    method: 'POST',
    headers: { Authorization: `Bearer ${newKey()}` },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

test.each([
  [{ model: 'nano_banana_pro' }, 'image', 4],
  [{ model: 'nano-banana-pro', prompt: 'a', files: [] }, 'image', 4],
  [{ model: 'kling_v3', duration: 10 }, 'video', 100],
  [{ model: 'kling_v3', tool: 'video', duration: 2.5 }, 'video', 25],
  [{ model: 'kling_v3' }, 'video', 50],
  [{ model: 'kling_v3', duration: 'auto' }, 'video', null],
  [{ model: 'whisper' }, 'transcription', 1],
  [{ model: 'sandbox-echo' }, 'image', 0],
])('an estimate of %j has a made-up price for %s of %j cents', async (body, tool, cents) => {
  const response = await price(body)
  expect(response.status).toBe(200)
  expect(response.json).toEqual({
    valid: true,
    model: body.model,
    tool,
    pricing: {
      provider_cost_cents: cents === null ? null : Math.round(cents / 1.25),
      user_price_cents: cents,
      markup_percent: 25,
      pricing_id: 'sandbox_made_up',
    },
    resolved_model_key: body.model,
  })
  const read = ESTIMATE.read({
    status: 200,
    mediaType: 'application/json',
    body: String(response.bytes),
  })
  expect(read).toBe(cents ?? undefined)
})

test.each([
  [{ model: 'no-such-model' }, 404, 'model_not_found', undefined],
  [{ model: 'constructor' }, 404, 'model_not_found', undefined],
  [{ model: 'kling_v3', tool: 'image' }, 404, 'model_not_found', undefined],
  [{ model: 'kling_v3', tool: 'speech' }, 404, 'tool_not_found', undefined],
  [{ model: 'kling_v3', tool: 'constructor' }, 404, 'tool_not_found', undefined],
  [{}, 422, 'invalid_request', 'model'],
  [{ model: 1 }, 422, 'invalid_request', 'model'],
  [{ model: 'kling_v3', duration: 121 }, 422, 'invalid_request', 'duration'],
  ['no JSON', 400, 'invalid_json', undefined],
  [{ items: 1 }, 422, 'invalid_request', 'items'],
  [{ items: [{}] }, 422, 'invalid_request', 'items.0.model'],
  [{ items: [{ model: 'no-such-model' }] }, 404, 'model_not_found', undefined],
])('an estimate of %j is refused with %i %s', async (body, status, code, field) => {
  expect(await price(body)).toMatchObject({
    status,
    json: { error: { code, details: field === undefined ? null : { field } } },
  })
})

test('an estimate of several adds up their prices', async () => {
  const items = [
    { tool: 'image', model: 'nano_banana_pro' },
    { capability: 'video', model: 'kling_v3', params: { duration: 4 } },
    { model: 'kling_v3', params: { duration: 'auto' } },
  ]
  const { json } = await price({ items })
  const facts = { billing: 'sandbox_made_up', provider: 'sandbox' }
  expect(json).toEqual({
    items: [
      { capability: 'image', model: 'nano_banana_pro', credits: 4, ...facts },
      { capability: 'video', model: 'kling_v3', credits: 40, ...facts },
      { capability: 'video', model: 'kling_v3', credits: null, ...facts },
    ],
    total_credits: 44,
  })
})
