import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { choosePage, isRefdrop, isServerDown } from './page-response.ts'

const MARK = '<meta name="application-name" content="Refdrop">'
const PAGE = `<!doctype html><head>${MARK}</head>`

function html(body: BodyInit, status = 200, type = 'text/html; charset=utf-8') {
  return new Response(body, { status, headers: { 'Content-Type': type } })
}

/** A stream that never ends. */
function endless(first: string): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(first)
  return new ReadableStream({ start: (controller) => controller.enqueue(bytes) })
}

describe('a navigation', () => {
  const stored = async () => html('stored')

  beforeEach(() => {
    vi.useFakeTimers()
  })

  afterEach(() => {
    vi.useRealTimers()
  })

  it('gets the response of the network', async () => {
    const page = await choosePage(Promise.resolve(html('network')), stored)
    expect(await page.text()).toBe('network')
  })

  it('gets the stored page when the network fails', async () => {
    const page = await choosePage(Promise.reject(new TypeError('Failed to fetch')), stored)
    expect(await page.text()).toBe('stored')
  })

  it('gets the stored page when a preload fails without a rejection', async () => {
    const page = await choosePage(Promise.resolve(Response.error()), stored)
    expect(await page.text()).toBe('stored')
  })

  it.each([502, 503, 504, 520, 522, 530])('gets the stored page for a %i', async (status) => {
    const page = await choosePage(Promise.resolve(html('down', status)), stored)
    expect(await page.text()).toBe('stored')
  })

  it.each([401, 403, 404, 429, 500, 501, 505])('gets a %i of the network', async (status) => {
    const page = await choosePage(Promise.resolve(html('network', status)), stored)
    expect(page.status).toBe(status)
  })

  it('gets the stored page when the network takes too long', async () => {
    const choosing = choosePage(new Promise(() => {}), stored)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await (await choosing).text()).toBe('stored')
  })

  it('waits for the network when no page is stored', async () => {
    const network = new Promise<Response>((resolve) => {
      setTimeout(() => resolve(html('late')), 60_000)
    })
    const choosing = choosePage(network, async () => undefined)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await (await choosing).text()).toBe('late')
  })

  it('fails as the network when no page is stored', async () => {
    const failure = new TypeError('Failed to fetch')
    await expect(choosePage(Promise.reject(failure), async () => undefined)).rejects.toBe(failure)
    const down = await choosePage(Promise.resolve(html('down', 502)), async () => undefined)
    expect(down.status).toBe(502)
  })

  it('gets a redirect of the network', () => {
    expect(isServerDown({ status: 0 })).toBe(false)
    expect(isServerDown({ status: 302 })).toBe(false)
  })
})

describe('isRefdrop', () => {
  it('recognizes a page by its mark, and leaves the response to the browser', async () => {
    const response = html(PAGE)
    expect(await isRefdrop(response, MARK)).toBe(true)
    expect(await response.text()).toBe(PAGE)
  })

  it('recognizes another page', async () => {
    expect(await isRefdrop(html('<title>Other</title>'), MARK)).toBe(false)
    expect(await isRefdrop(html(''), MARK)).toBe(false)
  })

  it('recognizes a response that is no page', async () => {
    expect(await isRefdrop(html('Hello', 200, 'text/plain'), MARK)).toBe(false)
    expect(await isRefdrop(new Response(null, { status: 204 }), MARK)).toBe(false)
  })

  it.each([401, 403, 404, 407, 410, 429, 500, 502, 503])('cannot tell by a %i', async (status) => {
    expect(await isRefdrop(html('Sign in', status), MARK)).toBeUndefined()
  })

  it('cannot tell by a redirect', async () => {
    expect(await isRefdrop(Response.error(), MARK)).toBeUndefined()
    expect(await isRefdrop(Response.redirect('https://login.example/'), MARK)).toBeUndefined()
  })

  it('cannot tell by a page that breaks off', async () => {
    const broken = new ReadableStream({
      pull: (controller) => controller.error(new Error('broken')),
    })
    expect(await isRefdrop(html(broken), MARK)).toBeUndefined()
  })

  it('stops reading after the mark, or after the head of a large page', async () => {
    expect(await isRefdrop(html(endless(PAGE)), MARK)).toBe(true)
    expect(await isRefdrop(html(endless('x'.repeat(20_000))), MARK)).toBe(false)
  })
})
