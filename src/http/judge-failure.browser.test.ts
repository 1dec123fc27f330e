import { afterEach, describe, expect, it, vi } from 'vitest'
import { judgeFailure } from './judge-failure.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  document.querySelector('#own')?.remove()
})

const FILE = 'http://localhost/assets/lazy-part.js'
const OF_CHROMIUM = new TypeError(`Failed to fetch dynamically imported module: ${FILE}`)
const OF_WEBKIT = new TypeError('Importing a module script failed.')

const script = () => answer('export {}', 'text/javascript')
const page = (own: string) => answer(`<script type="module" src="${own}"></script>`, 'text/html')

function answer(body: string, type: string, status = 200): Response {
  return new Response(body, { status, headers: { 'Content-Type': type } })
}

/** The server of a page whose first script is `/own.js`. Without `atPage` or `atFile`, it is down. */
function serve({ atFile, atPage }: { atFile?: Response; atPage?: Response }): void {
  const own = document.createElement('script')
  own.id = 'own'
  own.type = 'module'
  own.setAttribute('src', '/own.js')
  document.head.prepend(own)
  vi.stubGlobal('fetch', async (url: string) => {
    const response = url === './' ? atPage : url === FILE ? atFile : undefined
    if (!response) throw new TypeError('Failed to fetch')
    return response
  })
}

describe('a part that failed to load', () => {
  it('is replaced when the server does not know its file', async () => {
    serve({ atFile: answer('', 'text/plain', 404), atPage: page('/own.js') })
    expect(await judgeFailure(OF_CHROMIUM)).toBe('replaced')
  })

  it('is replaced when the server responds with a page in its place', async () => {
    serve({ atFile: page('/new.js'), atPage: page('/new.js') })
    expect(await judgeFailure(OF_CHROMIUM)).toBe('replaced')
  })

  it('is replaced when the page has another first script now', async () => {
    serve({ atPage: page('/new.js') })
    expect(await judgeFailure(OF_WEBKIT)).toBe('replaced')
  })

  it('is available when the server has its file', async () => {
    serve({ atFile: script(), atPage: page('/own.js') })
    expect(await judgeFailure(OF_CHROMIUM)).toBe('available')
    serve({ atFile: script(), atPage: page('/own.js') })
    expect(await judgeFailure(FILE)).toBe('available')
  })

  it.each([
    ['the server is down', {}],
    ['the server fails', { atFile: answer('', 'text/plain', 503), atPage: page('/own.js') }],
    ['its file cannot be fetched', { atPage: page('/own.js') }],
  ])('is unknown when %s', async (_, server) => {
    serve(server)
    expect(await judgeFailure(OF_CHROMIUM)).toBe('unknown')
  })

  it('is unknown when the browser does not name the file', async () => {
    serve({ atPage: page('/own.js') })
    expect(await judgeFailure(OF_WEBKIT)).toBe('unknown')
  })
})
