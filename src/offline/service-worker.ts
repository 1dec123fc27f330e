import { createShareInbox } from '../storage/share-inbox.ts'
import { findOwnRequest, isHashed } from './own-requests.ts'
import { choosePage, isRefdrop, isServerDown } from './page-response.ts'
import { createSystemEvents } from './system-events.ts'
import { createTakeover } from './takeover.ts'

declare const self: ServiceWorkerGlobalScope

/** The build replaces these. The revision changes with every file. */
declare const BUILD_REVISION: string
/** A text in the head of each page of Refdrop. */
declare const PAGE_MARK: string
/** Paths in the scope with the hashes of their contents. The page has the empty path. */
declare const BUILD_FILES: Record<string, string>

/** Chromium only: requests that do not start the worker. */
interface RoutedInstall extends ExtendableEvent {
  addRoutes?(rules: { condition: object; source: 'network' }[]): Promise<void>
}

/** Paths of the server. The worker would not respond to them in any case. */
const SERVER_PATHS = ['api/*', 'sandbox/*', 'machine', 'machine/*']

const { scope } = self.registration
const files = new Map(
  Object.entries(BUILD_FILES).map(([path, hash]) => [new URL(path, scope).href, { path, hash }]),
)
/** Each build has its own cache. Another Refdrop at this origin has another scope. */
const CACHES = `refdrop ${scope} `
const CACHE = CACHES + BUILD_REVISION

const system = createSystemEvents(self.registration, self.clients, createShareInbox(scope))
self.addEventListener('fetch', system.onFetch)
self.addEventListener('message', system.onMessage)
self.addEventListener('notificationclick', system.onNotificationClick)

const takeover = createTakeover({
  isOwnScript: (url) => files.has(url),
  async findPages() {
    const all = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
    return all.filter(({ url }) => url.replace(/[?#].*/s, '') === scope)
  },
  takeOver: () => self.skipWaiting(),
})

self.addEventListener('install', (event: RoutedInstall) => {
  event.waitUntil(store())
  const or = SERVER_PATHS.map((urlPattern) => ({ urlPattern }))
  event.waitUntil(Promise.resolve(event.addRoutes?.([{ condition: { or }, source: 'network' }])))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    Promise.all([
      deleteCaches((name) => name !== CACHE),
      // Else the next build would replace this one while its first page is open.
      self.clients.claim(),
      self.registration.navigationPreload?.enable(),
    ]),
  )
})

self.addEventListener('message', (event) => {
  if (event.source instanceof WindowClient)
    event.waitUntil(takeover.greet(event.source, event.data))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const found = findOwnRequest(request, scope, files)
  if (found === 'page') openPage(event)
  else if (found === 'hashed') event.respondWith(respondWithHashed(request))
  else if (found === 'plain') event.respondWith(respondWithPlain(request))
})

/** Stores all files of the build, or none. The hashes reject files of another build. */
async function store(): Promise<void> {
  const cache = await caches.open(CACHE)
  await cache.addAll(
    Array.from(files, ([url, { path, hash }]) => {
      return new Request(url, {
        integrity: hash,
        // The page has just fetched hashed files.
        cache: isHashed(path) ? 'default' : 'no-cache',
        priority: 'low',
      })
    }),
  )
}

function findStored(key: string | Request): Promise<Response | undefined> {
  return caches.match(key, { cacheName: CACHE, ignoreVary: true })
}

function openPage(event: FetchEvent): void {
  const early: Promise<Response | undefined> = Promise.resolve(event.preloadResponse)
  const network = early.then((response) => response ?? fetch(event.request))
  event.waitUntil(
    network
      .then(async (response) => {
        if ((await isRefdrop(response, PAGE_MARK)) === false) await leave()
      })
      // The network failed.
      .catch(() => {}),
  )
  event.respondWith(choosePage(network, () => findStored(scope)))
}

async function respondWithHashed(request: Request): Promise<Response> {
  return (await findStored(request)) ?? fetch(request)
}

/** A newer page may be open, whose files have the same names. */
async function respondWithPlain(request: Request): Promise<Response> {
  const response = await fetch(request).catch(() => undefined)
  if (response && !isServerDown(response)) return response
  return (await findStored(request)) ?? response ?? Response.error()
}

/** Another page is at the address of Refdrop. */
async function leave(): Promise<void> {
  await self.registration.unregister()
  await deleteCaches(() => true)
}

async function deleteCaches(isUnused: (name: string) => boolean): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(CACHES) && isUnused(name))
  await Promise.all(names.map((name) => caches.delete(name)))
}
