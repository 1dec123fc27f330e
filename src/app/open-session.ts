import type { QueryClient } from '@tanstack/react-query'
import type { Content } from '../core/api/content.ts'
import type { UploadedFile } from '../core/api/contract.ts'
import type { Queue } from '../core/queue/queue.ts'
import { createFileBackup } from '../core/session/file-backup.ts'
import { createSession } from '../core/session/session.ts'
import type { TabNews } from '../core/session/stored.ts'
import type { Upload } from '../core/uploads/upload.ts'
import type { UploadsStore } from '../core/uploads/uploads-store.ts'
import type { TransferPorts } from '../features/settings/transfer-ports.ts'
import type { HashPool } from '../hashing/hash-pool.ts'
import { ownScript } from '../hashing/own-scripts.ts'
import { createPictureDrawer } from '../hashing/picture-drawer.ts'
import { judgeFailure } from '../http/judge-failure.ts'
import { loadPart, parts, whenLoadable } from '../http/parts.ts'
import { preloadLater } from '../http/preload-later.ts'
import { openCustomSendOptions } from '../storage/custom-send-options-store.ts'
import type { Preferences } from '../storage/preferences.ts'
import { readTabNews } from '../storage/session-schema.ts'
import { openSessionStore, type SessionStore } from '../storage/session-store.ts'
import { joinTabs } from '../storage/tabs.ts'
import { openTabStorage } from '../storage/text-storage.ts'
import type { ApiVersions } from './api-versions.ts'
import { followBatch } from './batch-feedback.ts'
import { cleanupExchanges, cleanupThumbnails } from './cleanup.ts'
import { createInspector } from './create-inspector.ts'
import { createGatewayFiles } from './gateway-files.ts'
import type { AccessByGateway } from './gateway-opener.ts'
import { createHistory, type History } from './history-cache.ts'
import { guardLeaving } from './leave-guard.ts'
import type { Notices } from './notices.ts'
import { words } from './session-words.ts'
import { createTabSigns } from './tab-signs.ts'
import type { UploadSender } from './upload-sender.ts'
import { createVerification } from './verification.ts'
import { whenIdle } from './wait.ts'
import { keepAwake } from './wake-lock.ts'

interface SessionServices {
  queryClient: QueryClient
  store: UploadsStore
  queue: Queue
  sender: UploadSender
  inUse: AccessByGateway
  apiVersions: ApiVersions
  pool: HashPool
  preferences: Preferences
  notices: Notices
  /** Called when an import has brought requests. */
  onRequests: () => void
}

/**
 * Opens what outlives the page: the list, the history, the record of calls. Keeps the page open and
 * the screen on while files are sent. Its code is loaded after the first load, before the first file.
 */
export async function openSession(services: SessionServices) {
  const { queryClient, store, pool, preferences, notices } = services
  const [storage, tabs] = await Promise.all([openSessionStore(), joinTabs()])
  const history = createHistory(queryClient, {
    records: storage,
    isWhole: storage.durable,
    gateway: preferences.gateway.get,
    post: tabs.post,
  })
  let opening:
    | Promise<ReturnType<typeof import('./media-previews.ts').createMediaPreviews>>
    | undefined
  // Loaded with the first file.
  const openPreviews = () =>
    (opening ??= loadPart(() => import('./media-previews.ts')).then(({ createMediaPreviews }) =>
      createMediaPreviews(history, store, createPictureDrawer(whenLoadable)),
    ))
  // Loaded on demand, because few people export or import the history.
  const loadTransfer = async () =>
    (await loadPart(() => import('./history-transfer.ts'))).createTransfer(
      storage,
      history.replaced,
    )
  const transfer: TransferPorts = {
    exportAs: async (...given) => (await loadTransfer()).exportAs(...given),
    async importFrom(...given) {
      const imported = await (await loadTransfer()).importFrom(...given)
      if (imported.requests > 0) services.onRequests()
      return imported
    },
  }
  const options = openCustomSendOptions(openTabStorage())
  const inspector = createInspector({ ...services, records: storage, options, history })
  // Awaited, because the database would answer earlier reads first.
  await history.showNewest()
  // The page draws the newest entries first.
  whenIdle(() =>
    history
      .readAll()
      .then((all) => {
        whenIdle(() => cleanupThumbnails(storage, all).catch(() => {}))
        whenIdle(() => cleanupExchanges(storage, all))
      })
      // The component that shows the history reads it again.
      .catch(() => {}),
  )
  const bytes = createFileBackup({
    room: storage.room,
    keep: storage.keepBytes,
    forget: storage.forgetBytes,
    isSending: () => store.counts.get().uploading + store.counts.get().confirming > 0,
    onFull: () => storage.durable() && notices.add(words.noRoomForFiles),
  })
  const session = createSession({ store, storage: withHistory(history, storage), tabs, bytes })
  const { takeJob, keepImported, ...accountFiles } = createGatewayFiles({
    ...services,
    ...{ history, noteStored: session.noteStored, forgetEntries: session.forgetEntries },
  })
  storage.onLost((loss) => notices.add(words.storage[loss]))
  addEventListener('pagehide', () => {
    session.flush()
    inspector.flush()
  })
  guardLeaving(store)
  parts.judgeBy(judgeFailure)
  // The service worker then stores the files from the HTTP cache.
  whenIdle(() => preloadLater().then(openOffline))
  keepAwake(store)
  followBatch(store, createTabSigns(!tabs.hasNeighbours()), preferences.notifies.get)

  return {
    ...session,
    /** Whether another tab may send the same content. */
    hasNeighbours: tabs.hasNeighbours,
    noteHashed: inspector.noteHashed,

    memory: {
      inspector: inspector.ports,
      transfer,
      takeJob,
      keepImported,
      accountFiles,
      history: history.ports,
      look: async (upload: Upload, signal: AbortSignal) =>
        (await openPreviews()).look(upload, signal),
      verify: createVerification({ store, history: history.ports, pool, preferences }),
    },

    remember(upload: Upload, content: Content, result: UploadedFile): void {
      session.remember(upload, content, result)
      void openPreviews().then((previews) => previews.describeLater(upload, content, result.url))
    },

    /** Restores the list, then applies the messages of other tabs. @param add adds files to the queue */
    async resume(add: Parameters<typeof session.restore>[0]): Promise<void> {
      let restored = false
      const early: TabNews[] = []
      tabs.subscribe((message) => {
        const news = readTabNews(message)
        if (!news) return
        if (news.type === 'uploaded' && news.entry) history.apply(news.entry)
        else if (news.type === 'history') history.onMessage(news.changed)
        if (restored) session.onMessage(news, add)
        else early.push(news)
      })
      await session.restore(add)
      restored = true
      for (const news of early) session.onMessage(news, add)
    },
  }
}

async function openOffline(): Promise<void> {
  const { registerWorker } = await loadPart(() => import('../offline/register.ts'))
  await registerWorker(parts.offerNewer, ownScript)
}

/** The session's storage. It applies new and forgotten results to the history, too. */
function withHistory(history: History, storage: SessionStore): SessionStore {
  return {
    ...storage,
    async finish(done) {
      await storage.finish(done)
      for (const { entry } of done) if (entry) history.apply(entry)
    },
    async forgetEntries(keys) {
      await storage.forgetEntries(keys)
      history.forget(keys)
    },
  }
}
