import { execFile } from 'node:child_process'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { json as readJson } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { expectAccessible } from '../support/accessible.ts'
import { drop, made } from '../support/files.ts'
import { expect, KEY, test } from '../support/fixtures.ts'
import { keyPanel, openSandbox, saveKey } from '../support/pages/key-panel.ts'
import { addToRequest, composerOf, urlsOf } from '../support/pages/request.ts'
import { json } from '../support/upstream.ts'

const run = promisify(execFile)

interface Job {
  id?: string
  job_id?: string
  status: string
}

/** Runs copied code with a key of the sandbox. @returns the job that it prints */
async function runCode(format: string, code: string): Promise<Job> {
  const env = { ...process.env, VARG_API_KEY: 'varg_me' }
  const { stdout } =
    format === 'curl'
      ? await run('sh', ['-c', code], { env })
      : await run(
          process.execPath,
          ['--input-type=module', '-e', `${code}\nconsole.log(JSON.stringify(job))`],
          { env },
        )
  return JSON.parse(stdout)
}

const FILE = { url: 'https://cdn.example.com/start.png' }

/** The gateway's responses, prices or errors, by model. */
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
  await keyPanel(page).chooseVersion('2')
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

  await keyPanel(page).chooseVersion('1')
  await expect(request.code).toContainText('"kling-v2.5"')
  await request.region.getByRole('button', { name: 'Use 5 s' }).click()
  await expect(request.code).toContainText('"duration": 5')
  await model.fill('flux-schnell')
  await request.region.getByRole('button', { name: 'Switch to Image' }).click()
  await expect(request.code).not.toContainText('"duration"')
  await expect(request.estimate).toHaveCount(0)
  expect(asked).toHaveLength(7)
})

test('the same request is copied in both versions, and the sandbox takes each', async ({
  page,
  site,
}) => {
  const request = composerOf(page)
  await openSandbox(page, site)
  const names = ['dusk.png', 'dawn.png']
  await drop(page, [made('dusk.png', 900), made('dawn.png', 901)])
  await addToRequest(page, names)
  const files = (await urlsOf(page, names)).map((url) => ({ url }))
  await request.chooseKind('Start and end frame')
  await request.prompt.fill('the harbour wakes up')
  const body = {
    model: 'kling-v3',
    prompt: 'the harbour wakes up',
    files,
    duration: 5,
    aspect_ratio: '16:9',
  }
  for (const version of ['1', '2'] as const) {
    await keyPanel(page).chooseVersion(version)
    await request.choose('JSON body')
    expect(JSON.parse(await request.copy())).toEqual(body)
    for (const format of ['curl', 'TypeScript fetch']) {
      await request.choose(format)
      const code = await request.copy()
      expect(code).toContain(`${site.url}/sandbox/v${version}/video`)
      const job = await runCode(format, code)
      expect(job).toMatchObject({ status: 'queued' })
      // Version 2 creates only one job when the code runs twice.
      const again = await runCode(format, code)
      if (version === '2') expect(again.id).toBe(job.id)
      else expect(again.job_id).not.toBe(job.job_id)

      await request.press('Clear request')
      await request.region.getByRole('heading', { name: 'Request' }).click()
      await request.paste(code)
      await expect(request.prompt).toHaveValue('the harbour wakes up')
      await request.chooseKind('Start and end frame')
      await request.choose('JSON body')
      expect(JSON.parse(await request.copy())).toEqual(body)
    }
  }

  // 5 seconds at the made-up price of the sandbox.
  await request.estimate.click()
  await expect(request.price).toHaveText('$0.50 (50 credits)')
  await request.prompt.fill('the harbour sleeps')
  await expect(request.price).toHaveCount(0)

  // Version 2 needs no prompt.
  await request.prompt.fill('')
  expect(JSON.parse(await request.copy())).not.toHaveProperty('prompt')
  await keyPanel(page).chooseVersion('1')
  await expect(request.code).toContainText('"prompt": ""')
})
