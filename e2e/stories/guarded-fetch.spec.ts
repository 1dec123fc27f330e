import type { RequestListener, ServerResponse } from 'node:http'
import { SPECIAL_ADDRESSES } from '../../src/server/testing/special-networks.ts'
import { sample } from '../support/files.ts'
import { test as base, expect } from '../support/fixtures.ts'
import { type Import, importFromPage, PUBLIC, startImportSite } from '../support/import-site.ts'
import type { Site } from '../support/server.ts'

const JPG = sample('jpg').buffer
const GOOD = 'http://media.example/pictures/c%C3%A4t.jpg'

/** A name for each class of addresses that are not public. */
const INSIDE = Object.fromEntries(
  SPECIAL_ADDRESSES.map((address, index) => [`inside-${index}.example`, [[address]]]),
)

const NAMES = {
  ...INSIDE,
  'media.example': [[PUBLIC]],
  'files.test': [[PUBLIC]],
  'cdn.example': [['2606:4700::1111', PUBLIC]],
  'mixed.example': [[PUBLIC, '::ffff:127.0.0.1']],
  'rebind.example': [[PUBLIC], ['127.0.0.1']],
}

/** `/to?` redirects to the rest of the URL. */
const serveMedia: RequestListener = ({ url = '' }, response) => {
  const [path, target] = url.split('?')
  switch (path) {
    case '/to':
      return response.writeHead(302, { Location: decodeURIComponent(target ?? '') }).end()
    case '/huge.jpg':
      return response.writeHead(200, { 'Content-Length': 300_000_000 }).end(JPG)
    case '/endless.jpg':
      return sendForever(response)
    case '/page.jpg':
      return response.setHeader('Content-Type', 'image/jpeg').end('<!doctype html><title>A</title>')
    case '/none.jpg':
      return response.writeHead(404).end(JPG)
    default:
      return response.setHeader('Content-Type', 'text/html').end(JPG)
  }
}

function sendForever(response: ServerResponse): void {
  const piece = Buffer.concat([JPG, Buffer.alloc(1_000_000)])
  const send = () => {
    while (!response.destroyed && response.write(piece));
  }
  response.on('drain', send)
  send()
}

const redirectTo = (url: string) => `http://media.example/to?${encodeURIComponent(url)}`

interface Fixtures {
  importSite: Site
  /** Opens the page and imports from it. */
  importAll: (urls: readonly string[]) => Promise<Import[]>
}

const test = base.extend<Fixtures>({
  importSite: async ({ keySweep }, use) => {
    const site = await startImportSite(NAMES, serveMedia)
    keySweep.watchServer(site)
    await use(site)
    await site.stop()
  },
  importAll: async ({ page, importSite }, use) => {
    await page.goto(importSite.url)
    await use((urls) => importFromPage(page, urls))
  },
})

test('the server imports a picture of a public address for its page', async ({
  importAll,
  importSite,
}) => {
  const found = await importAll([GOOD, redirectTo('//cdn.example/b'), 'http://rebind.example/'])
  const file = { status: 200, type: 'image/jpeg', size: JPG.byteLength }
  expect(found).toEqual([
    { ...file, name: 'c%C3%A4t.jpg' },
    { ...file, name: 'b.jpg' },
    { ...file, name: 'imported.jpg' },
  ])
  expect(connectionsOf(importSite)).toEqual([PUBLIC, PUBLIC, `2606:4700::1111,${PUBLIC}`, PUBLIC])
})

test('the server imports nothing from a private address', async ({ importAll, importSite }) => {
  const urls = [
    ...SPECIAL_ADDRESSES.map((one) => `http://${one.includes(':') ? `[${one}]` : one}/`),
    ...Object.keys(INSIDE).map((name) => `http://${name}/`),
    'http://mixed.example/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://127.0.0.1./',
    'http://localhost./',
    'http://printer.local/',
    `${importSite.url}/machine`,
  ]
  const refused = urls.map((url) => {
    return { status: 403, reason: 'file-private', facts: { host: new URL(url).host } }
  })
  expect(await importAll(urls)).toEqual(refused)
  expect(connectionsOf(importSite)).toEqual([])
  const redirected = urls.map((url) => {
    const facts = { host: 'media.example', target: new URL(url).host }
    return { status: 403, reason: 'redirect-private', facts }
  })
  expect(await importAll(urls.map(redirectTo))).toEqual(redirected)
  expect(new Set(connectionsOf(importSite))).toEqual(new Set([PUBLIC]))
})

test('the server does not follow a name that resolves to another address later', async ({
  importAll,
  importSite,
}) => {
  const [first, second] = await importAll(['http://rebind.example/', 'http://rebind.example/'])
  expect(first).toMatchObject({ status: 200 })
  expect(second).toMatchObject({ status: 403, reason: 'file-private' })
  expect(connectionsOf(importSite)).toEqual([PUBLIC])
})

test('the server imports by https with a certificate of the name, and stays there', async ({
  importAll,
}) => {
  const downgrade = `https://files.test/to?${encodeURIComponent(GOOD)}`
  const found = await importAll([
    'https://files.test/a.jpg',
    redirectTo('https://files.test/a.jpg'),
    'https://media.example/a.jpg',
    downgrade,
  ])
  expect(found).toMatchObject([
    { status: 200 },
    { status: 200 },
    { reason: 'connection-untrusted', facts: { code: 'ERR_TLS_CERT_ALTNAME_INVALID' } },
    { reason: 'redirect-unsafe', facts: { host: 'files.test' } },
  ])
})

test('the server says why it does not import a file', async ({ importAll }) => {
  const host = 'media.example'
  const urls = ['huge.jpg', 'endless.jpg', 'page.jpg', 'none.jpg'].map((path) => {
    return `http://${host}/${path}`
  })
  const more = ['http://nowhere.example/', 'http://me:secret@media.example/', 'file:///etc/passwd']
  expect(await importAll([...urls, ...more])).toEqual([
    { status: 413, reason: 'file-too-large', facts: { host, limit: 52_428_800 } },
    { status: 413, reason: 'file-too-large', facts: { host, limit: 52_428_800 } },
    { status: 415, reason: 'file-not-media', facts: { host, found: 'text/html' } },
    { status: 502, reason: 'file-status', facts: { host, status: 404 } },
    { status: 502, reason: 'unknown-host', facts: { host: 'nowhere.example' } },
    { status: 400, reason: 'import-url', facts: {} },
    { status: 400, reason: 'import-url', facts: {} },
  ])
})

test.describe('from another origin', () => {
  // The browser reports the blocked call.
  test.use({ watchesConsole: false })

  test('a foreign page cannot import', async ({ page, importSite, startUpstream }) => {
    const foreign = await startUpstream(() => {})
    await page.goto(`${foreign.url}/v1/balance`)
    const outcome = await page.evaluate(async (path) => {
      const body = JSON.stringify({ url: 'http://media.example/' })
      const attempts = [{ headers: { 'x-refdrop-page': '1' } }, { mode: 'no-cors' as const }]
      const read = attempts.map((how) =>
        fetch(path, { method: 'POST', body, ...how }).then(
          ({ type }) => type,
          () => 'refused',
        ),
      )
      return Promise.all(read)
    }, `${importSite.url}/api/import`)
    expect(outcome).toEqual(['refused', 'opaque'])
    expect(connectionsOf(importSite)).toEqual([])
  })
})

/** The addresses to which the server connected. */
function connectionsOf({ printed }: Site): string[] {
  return Array.from(printed().matchAll(/^Connecting to (.+)$/gm), ([, addresses]) => `${addresses}`)
}
