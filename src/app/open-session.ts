import { createByteKeeper } from '../core/byte-keeper.ts'
import { createSession } from '../core/session.ts'
import type { TabNews } from '../core/stored.ts'
import type { UploadsStore } from '../core/uploads-store.ts'
import { readTabNews } from '../storage/session-schema.ts'
import { openSessionStore } from '../storage/session-store.ts'
import { joinTabs } from '../storage/tabs.ts'
import { guardLeaving } from './leave-guard.ts'
import type { Trouble } from './trouble.ts'
import { keepAwake } from './wake-lock.ts'

const NOT_KEPT =
  'This browser does not let the page store anything. Everything works, but a reload empties the list.'
const NO_ROOM =
  'There is no room left in the browser for the bytes of all files that wait. After a reload, the largest would have to be chosen again.'

/**
 * What keeps the list over a reload and brings it back, the page open and the screen on. No
 * file is taken before it is here, so its code comes after the first load.
 */
export async function openSession(store: UploadsStore, trouble: Trouble) {
  const [storage, tabs] = await Promise.all([openSessionStore(), joinTabs()])
  const bytes = createByteKeeper({
    room: storage.room,
    keep: storage.keepBytes,
    forget: storage.forgetBytes,
    onFull: () => storage.durable() && trouble.tell(NO_ROOM),
  })
  const session = createSession(store, storage, tabs, bytes)
  storage.onLost(() => trouble.tell(NOT_KEPT))
  addEventListener('pagehide', session.flush)
  guardLeaving(store)
  keepAwake(store)

  return {
    ...session,
    /** Brings the list back, and from then on shows what other tabs did. @param add takes files in */
    async resume(add: Parameters<typeof session.restore>[0]): Promise<void> {
      let restored = false
      const early: TabNews[] = []
      tabs.subscribe((message) => {
        const news = readTabNews(message)
        if (!news) return
        if (restored) session.hear(news, add)
        else early.push(news)
      })
      await session.restore(add)
      restored = true
      for (const news of early) session.hear(news, add)
    },
  }
}
