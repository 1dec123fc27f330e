import { afterEach, expect, it, vi } from 'vitest'
import { preloadLater } from './preload-later.ts'

const later = document.createElement('meta')
later.name = 'later'

afterEach(() => {
  vi.unstubAllGlobals()
  later.remove()
})

function answer(type: string, status = 200): Response {
  return new Response('export {}', { status, headers: { 'Content-Type': type } })
}

it('fetches all parts in order, and preloads the modules that the server has', async () => {
  const answers: Record<string, Response | undefined> = {
    '/hash.worker.js': answer('text/javascript'),
    '/part.js': answer('text/javascript'),
    '/page-instead.js': answer('text/html'),
    '/gone.js': answer('text/javascript', 404),
    '/fails.js': answer('text/javascript', 503),
    '/unreachable.js': undefined,
    '/last.js': answer('text/javascript'),
  }
  const fetched: string[] = []
  vi.stubGlobal('fetch', async (path: string) => {
    fetched.push(path)
    const response = answers[path]
    if (!response) throw new TypeError('Failed to fetch')
    return response
  })
  later.content = Object.keys(answers).join(' ')
  document.head.append(later)
  await preloadLater()
  expect(fetched).toEqual(Object.keys(answers))
  // The test runner preloads modules of its own.
  const links = [...document.querySelectorAll('link[rel=modulepreload]')].filter(
    (link) => (link.getAttribute('href') ?? '') in answers,
  )
  expect(links.map((link) => link.getAttribute('href'))).toEqual(['/part.js', '/last.js'])
  for (const link of links) link.remove()
})

it('does nothing in a page without a list of parts', async () => {
  const fetches = vi.fn()
  vi.stubGlobal('fetch', fetches)
  await preloadLater()
  expect(fetches).not.toHaveBeenCalled()
})
