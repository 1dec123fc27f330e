import { createShareInbox } from '../storage/share-inbox.ts'
import { createBuildCaches } from './build-caches.ts'
import { leave } from './leave.ts'
import { readNotice } from './notice-message.ts'
import { noticeOptions, onNotificationClick } from './notification-click.ts'
import { findOwnRequest, isHashed } from './own-requests.ts'
import { choosePage, isRefdrop, isServerDown } from './page-response.ts'
import { isShare, takeShare } from './share-target.ts'
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
const builds = createBuildCaches(caches, scope, BUILD_REVISION)
const inbox = createShareInbox(scope)

const takeover = createTakeover({
  isOwnScript: (url) => files.has(url),
  findPages,
  takeOver: () => self.skipWaiting(),
})

const leavePorts = {
  unregister: () => self.registration.unregister(),
  findPages,
  deleteCaches: builds.deleteAll,
}

self.addEventListener('install', (event: RoutedInstall) => {
  event.waitUntil(store())
  const or = SERVER_PATHS.map((urlPattern) => ({ urlPattern }))
  // Without routes, the worker starts for these requests, too.
  const routes = Promise.resolve(event.addRoutes?.([{ condition: { or }, source: 'network' }]))
  event.waitUntil(routes.catch(() => {}))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    Promise.all([
      builds.deleteOlder(self.registration),
      // Else the next build would replace this one while its first page is open.
      self.clients.claim(),
      self.registration.navigationPreload?.enable(),
    ]),
  )
})

self.addEventListener('message', (event) => {
  const { source, data } = event
  if (!(source instanceof WindowClient)) return
  const notice = readNotice(data)
  if (!notice) return event.waitUntil(takeover.onMessage(source, data))
  const options = noticeOptions(notice, source.id)
  // Rejects without permission, which the person may have withdrawn.
  event.waitUntil(self.registration.showNotification(notice.title, options).catch(() => {}))
})

self.addEventListener('notificationclick', (event) => {
  const { notification, action } = event
  notification.close()
  const press = { page: notification.data, action }
  event.waitUntil(onNotificationClick(press, scope, self.clients))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const found = findOwnRequest(request, scope, files)
  if (found === 'page') openPage(event)
  else if (found === 'hashed') event.respondWith(respondWithHashed(request))
  else if (found === 'plain') event.respondWith(respondWithPlain(request))
  else if (isShare(request, scope)) event.respondWith(takeShare(request, scope, inbox))
})

/** All windows with a page of Refdrop, or with another page at its address. */
async function findPages(): Promise<readonly WindowClient[]> {
  const all = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  return all.filter(({ url }) => url.replace(/[?#].*/s, '') === scope)
}

/** The hashes reject files of another build. */
function store(): Promise<void> {
  return builds.store(
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

function openPage(event: FetchEvent): void {
  const early: Promise<Response | undefined> = Promise.resolve(event.preloadResponse)
  const network = early.then((response) => response ?? fetch(event.request))
  // Copies the response before the browser reads it.
  const isOurs = network.then((response) => isRefdrop(response, PAGE_MARK)).catch(() => undefined)
  const page = choosePage(network, () => builds.find(scope))
  event.respondWith(page)
  event.waitUntil(
    isOurs.then(async (isOurs) => {
      // The stored page opens if the other one takes too long.
      if (isOurs === false && (await page) === (await network))
        await leave(leavePorts, event.resultingClientId)
    }),
  )
}

async function respondWithHashed(request: Request): Promise<Response> {
  return (await builds.find(request)) ?? fetch(request)
}

/** Prefers the network, because a newer page may be open whose files have the same names. */
async function respondWithPlain(request: Request): Promise<Response> {
  const response = await fetch(request).catch(() => undefined)
  if (response && !isServerDown(response)) return response
  return (await builds.find(request)) ?? response ?? Response.error()
}
