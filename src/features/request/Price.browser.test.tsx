import { describe, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import type { ApiVersion } from '../../core/api/api-version.ts'
import { ProblemError } from '../../core/api/problem.ts'
import { ROUTES_2 } from '../../core/api/v2/routes-v2.ts'
import type { Draft } from '../../core/request/draft.ts'
import { createDrafts } from '../../core/request/drafts.ts'
import { keepDrafts } from '../../core/testing/kept-drafts.ts'
import { LiveRegions } from '../../ui/LiveRegions.tsx'
import { stageEachTest } from '../../ui/testing/show.tsx'
import { RequestPane } from './RequestPane.tsx'
import { RequestProvider } from './RequestProvider.tsx'
import type { CallPort } from './request-context.ts'

const stage = stageEachTest(1280, 800)

interface Shown {
  version?: ApiVersion
  draft?: Partial<Draft>
  call?: ((body: unknown) => Promise<number | undefined>) | undefined
}

const asked = vi.fn()

/** Shows a request, whose calls of the gateway get these prices. */
function show({ version = 2, draft = {}, call = async () => 150 }: Shown) {
  const drafts = createDrafts(keepDrafts().tab())
  drafts.composer.change({ prompt: 'a calm sea', format: 'json-body', ...draft })
  asked.mockReset()
  const port: CallPort = async (gateway, { route, parts }, given) => {
    const { json } = parts(given)
    asked(gateway, route.path, json)
    return { result: (await call(json)) as never }
  }
  stage.show(
    <LiveRegions>
      <RequestProvider
        drafts={drafts}
        target={{ api: 'https://api.varg.ai', version }}
        gateway="varg"
        call={port}
        entries={[]}
        renderThumbnail={() => null}
        uploadToRequest={() => {}}
        importUrls={() => () => {}}
        takeJob={async () => false}
        isPasting={false}
        setPasting={() => {}}
      >
        <RequestPane />
      </RequestProvider>
    </LiveRegions>,
  )
  return drafts.composer
}

const button = page.getByRole('button', { name: 'Estimate price' })
const code = page.getByRole('code')
const price = page.getByText('$1.50 (150 credits)')

describe('the price of the request', () => {
  it('is asked for with the body when the button is pressed, and not before', async () => {
    show({ draft: { kind: 'image', models: { image: 'flux-schnell' } } })
    await expect.element(button).toBeVisible()
    expect(asked).not.toHaveBeenCalled()
    await button.click()
    await expect.element(price).toBeVisible()
    const body = { model: 'flux-schnell', prompt: 'a calm sea', aspect_ratio: '16:9' }
    expect(asked.mock.calls).toEqual([
      ['varg', ROUTES_2.estimate.path, expect.objectContaining(body)],
    ])
    expect(JSON.parse(code.element().textContent)).toEqual(body)
  })

  it('is cleared when the request changes', async () => {
    const composer = show({})
    await button.click()
    await expect.element(price).toBeVisible()
    composer.change({ format: 'curl' })
    await expect.element(code).toHaveTextContent('curl')
    await expect.element(price).toBeVisible()
    composer.change({ prompt: 'a rough sea' })
    await expect.element(price).not.toBeInTheDocument()
    composer.change({ prompt: 'a calm sea' })
    await expect.element(code).toHaveTextContent('calm')
    await expect.element(price).not.toBeInTheDocument()
    expect(asked).toHaveBeenCalledTimes(1)
  })

  it('is not shown when it arrives after a change', async () => {
    const answers: ((cents: number) => void)[] = []
    const composer = show({
      call: () => new Promise<number>((resolve) => void answers.push(resolve)),
    })
    await button.click()
    await expect.element(button).toHaveAttribute('aria-disabled', 'true')
    composer.change({ prompt: 'a rough sea' })
    await expect.element(button).not.toHaveAttribute('aria-disabled')
    answers[0]?.(150)
    await expect.element(code).toHaveTextContent('rough')
    await expect.element(price).not.toBeInTheDocument()
  })

  it('may be unknown', async () => {
    show({ call: async () => undefined })
    await button.click()
    await expect.element(page.getByText('No price known.')).toBeVisible()
  })

  it('is asked for again after an error, which is explained', async () => {
    const call = vi.fn<(body: unknown) => Promise<number>>()
    const problem = { kind: 'refused', status: 503, code: 'no_pricing', message: 'Soon.' } as const
    call.mockRejectedValueOnce(new ProblemError(problem)).mockResolvedValueOnce(150)
    show({ call })
    await button.click()
    const sentence = page.getByText('The gateway has no price for this model now.')
    await expect.element(sentence).toBeVisible()
    await expect.element(page.getByText('no_pricing: Soon.')).toBeVisible()
    await button.click()
    await expect.element(price).toBeVisible()
    await expect.element(sentence).not.toBeInTheDocument()
  })

  it.each<[string, Shown]>([
    ['the version names no prices', { version: 1 }],
    ['the format only lists the references', { draft: { format: 'url-lines' } }],
    ['files are missing', { draft: { kind: 'transcription' } }],
  ])('cannot be asked for when %s', async (_, shown) => {
    show(shown)
    await expect.element(page.getByRole('textbox', { name: 'Prompt' })).toHaveValue('a calm sea')
    await expect.element(page.getByRole('button', { name: /^Requests?|a calm sea/ })).toBeVisible()
    await expect.element(button).not.toBeInTheDocument()
  })
})
