import { describe, expect, it, vi } from 'vitest'
import type { Share } from '../core/intake/share.ts'
import { isShare, takeShare } from './share-target.ts'

const SCOPE = 'http://localhost/refdrop/'
const ACTION = `${SCOPE}share`

const post = (body: BodyInit, type?: string) =>
  new Request(ACTION, { method: 'POST', body, ...(type && { headers: { 'Content-Type': type } }) })

function formOf(...fields: [string, string | File][]): FormData {
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  return form
}

const png = (name: string) => new File(['abc'], name, { type: 'image/png' })

/** @returns where the redirect leads, below the scope */
async function share(
  request: Request,
  add: (share: Share) => Promise<boolean> = async () => true,
  maxBytes?: number,
) {
  const response = await takeShare(request, SCOPE, { add }, maxBytes)
  expect(response.status).toBe(303)
  return response.headers.get('Location')?.replace(SCOPE, './')
}

describe('isShare', () => {
  const requestOf = (url: string, method = 'POST', destination = 'document') =>
    ({ url, method, destination }) as Request

  it.each<[Request, boolean]>([
    [requestOf(ACTION), true],
    [requestOf(`${ACTION}?a=b`), true],
    [requestOf(ACTION, 'GET'), false],
    [requestOf(ACTION, 'POST', 'iframe'), false],
    [requestOf(ACTION, 'POST', ''), false],
    [requestOf(`${ACTION}/below`), false],
    [requestOf('http://localhost/share'), false],
    [requestOf('http://evil.test/refdrop/share'), false],
  ])('accepts posts of whole pages to the action only: case %#', (request, expected) => {
    expect(isShare(request, SCOPE)).toBe(expected)
  })
})

describe('takeShare', () => {
  it('keeps files and URLs, and leads to the page', async () => {
    const add = vi.fn(async (_: Share) => true)
    const form = formOf(['files', png('a.png')], ['text', 'See https://a.example/b'])
    expect(await share(post(form), add)).toBe('./?shared=')
    const [kept] = add.mock.calls[0] ?? []
    expect(kept).toMatchObject({ urls: ['https://a.example/b'], hasOtherText: false })
    expect(kept?.files.map(({ name, type, size }) => [name, type, size])).toEqual([
      ['a.png', 'image/png', 3],
    ])
  })

  it.each<[string, BodyInit, string | undefined]>([
    ['empty', formOf(['title', '']), undefined],
    ['empty', formOf(['other', png('a.png')]), undefined],
    ['text', formOf(['text', 'a note']), undefined],
    ['empty', 'a=b', 'application/x-www-form-urlencoded'],
    ['lost', 'no form', 'text/plain'],
    ['lost', 'no form', 'multipart/form-data; boundary=x'],
    ['lost', 'no form', 'multipart/form-data'],
    [
      'lost',
      '--x\r\nContent-Disposition: form-data; name="files"; filename="a',
      'multipart/form-data; boundary=x',
    ],
  ])('keeps nothing and says %j: case %#', async (outcome, body, type) => {
    const add = vi.fn(async () => true)
    expect(await share(post(body, type), add)).toBe(`./?shared=${outcome}`)
    expect(add).not.toHaveBeenCalled()
  })

  it('says "empty" when the request has no body', async () => {
    expect(await share(new Request(ACTION, { method: 'POST' }))).toBe('./?shared=empty')
  })

  describe('without Request.body, as in Firefox', () => {
    const withoutBody = (request: Request) =>
      Object.defineProperty(request, 'body', { value: undefined })

    it('keeps files', async () => {
      const add = vi.fn(async (_: Share) => true)
      const request = withoutBody(post(formOf(['files', png('a.png')])))
      expect(await share(request, add)).toBe('./?shared=')
      expect(add.mock.calls[0]?.[0].files.map(({ name, size }) => [name, size])).toEqual([
        ['a.png', 3],
      ])
    })

    it.each<[string, Request]>([
      ['empty', new Request(ACTION, { method: 'POST' })],
      ['text', post(formOf(['text', 'a note']))],
      ['lost', post('no form', 'text/plain')],
      ['full', post(formOf(['files', new File(['a'.repeat(2000)], 'a.png')]))],
    ])('says %j: case %#', async (outcome, request) => {
      const add = vi.fn(async () => true)
      expect(await share(withoutBody(request), add, 1000)).toBe(`./?shared=${outcome}`)
      expect(add).not.toHaveBeenCalled()
    })
  })

  it.each([
    ['full', async () => false],
    [
      'full',
      async () => {
        throw new DOMException('', 'QuotaExceededError')
      },
    ],
    [
      'lost',
      async () => {
        throw new Error('closed')
      },
    ],
  ])('says %j when the inbox does not keep the share: case %#', async (outcome, add) => {
    const form = formOf(['files', png('a.png')])
    expect(await share(post(form), add)).toBe(`./?shared=${outcome}`)
  })

  it('stops reading a body above the limit', async () => {
    let sent = 0
    const chunk = new Uint8Array(100_000)
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += chunk.length
        controller.enqueue(chunk)
      },
    })
    const type = 'multipart/form-data; boundary=x'
    const request = { body, headers: new Headers({ 'Content-Type': type }) } as Request
    expect(await share(request, undefined, 1_000_000)).toBe('./?shared=full')
    expect(sent).toBeLessThan(2_000_000)
  })

  it('says "lost" when the body breaks off', async () => {
    const body = new ReadableStream({ start: (controller) => controller.error(new Error('gone')) })
    const headers = new Headers({ 'Content-Type': 'multipart/form-data; boundary=x' })
    expect(await share({ body, headers } as Request)).toBe('./?shared=lost')
  })
})
