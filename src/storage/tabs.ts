import { siteName } from './site-name.ts'
import { openTabStorage } from './text-storage.ts'

/** Communication with the tabs of the same origin. */
export interface Tabs {
  /** A random name, new at each load of the page. Without locks it outlives a reload. */
  id: string
  /**
   * The open tabs, including this one and excluding crashed ones. Without locks, every tab counts
   * as open except this one, which may be the reloaded page.
   */
  alive(): Promise<{ has(tab: string): boolean }>
  /** Runs work exclusively among all tabs. */
  alone<T>(work: () => Promise<T>): Promise<T>
  /** False only when this tab is certainly the only one. */
  hasNeighbours(): boolean
  /** Broadcasts a message to other tabs. `message` is cloned. */
  post(message: unknown): void
  /** Calls back with messages of other tabs. */
  subscribe(listener: (message: unknown) => void): () => void
}

const TAB = 'refdrop:tab:'
const ADOPT = 'refdrop:adopt'
const CHANNEL = 'refdrop'
const NAME = 'refdrop.tab'

/** Posted when a tab joins. Messages of {@link Tabs.post} are never this text. */
const HELLO = 'hello'

/**
 * Resolves when other tabs can see this one. A tab holds a lock by its name while it is open,
 * because the browser releases the locks of a crashed tab. Without locks the tab is alone.
 */
export async function joinTabs(): Promise<Tabs> {
  const fresh = randomName()
  const prefix = siteName(TAB)
  const locks = await holdForLife(`${prefix}${fresh}`)
  const id = locks ? fresh : nameOfTab(fresh)
  const channel = locks && openChannel()
  // Earlier tabs are found by their locks, and later ones post a message. Without a channel, other
  // tabs are always assumed.
  let hasMet = false
  let hasLooked = !locks
  channel?.addEventListener('message', ({ data }) => {
    if (data === HELLO) hasMet = true
  })
  channel?.postMessage(HELLO)
  void listOthers().then(
    (others) => {
      if (others.size > 0) hasMet = true
      hasLooked = channel !== undefined
    },
    () => {},
  )

  const hasNeighbours = () => hasMet || !hasLooked

  /** Names of the other open tabs, by their locks. */
  async function listOthers(): Promise<Set<string>> {
    const { held = [] } = (await locks?.query()) ?? {}
    const names = held.flatMap(({ name }) =>
      name?.startsWith(prefix) ? [name.slice(prefix.length)] : [],
    )
    return new Set(names.filter((name) => name !== id))
  }

  return {
    id,
    hasNeighbours,
    async alive() {
      if (!locks) return { has: (tab) => tab !== id }
      return (await listOthers()).add(id)
    },
    alone: async (work) => (locks ? locks.request(siteName(ADOPT), work) : work()),
    post(message) {
      if (hasNeighbours()) channel?.postMessage(message)
    },
    subscribe(listener) {
      const onMessage = ({ data }: MessageEvent<unknown>) => data !== HELLO && listener(data)
      channel?.addEventListener('message', onMessage)
      return () => channel?.removeEventListener('message', onMessage)
    },
  }
}

/** @returns the lock manager when it has granted the lock, or undefined without locks */
function holdForLife(name: string): Promise<LockManager | undefined> {
  return new Promise((resolve) => {
    const locks: LockManager | undefined = navigator.locks
    if (!locks) return resolve(undefined)
    locks
      .request(name, () => {
        resolve(locks)
        return new Promise<never>(() => {})
      })
      .catch(() => resolve(undefined))
  })
}

function openChannel(): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(siteName(CHANNEL))
  } catch {
    return undefined
  }
}

/** The stored name of this tab, which outlives a reload. */
function nameOfTab(fresh: string): string {
  const storage = openTabStorage()
  const id = storage.get(NAME) ?? fresh
  storage.set(NAME, id)
  return id
}

/** `crypto.randomUUID` is missing on an insecure origin. */
function randomName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
