import { openTabStorage } from './text-storage.ts'

/** This tab among the others of the same origin. */
export interface Tabs {
  /** This tab's own name, random; another at each load of the page. */
  id: string
  /**
   * Tabs that live now, this one included. A tab that crashed is not among them. Without
   * locks nobody can tell: then all live but the one that this page was before its reload.
   */
  alive(): Promise<{ has(tab: string): boolean }>
  /** Runs work while no other tab runs such work. */
  alone<T>(work: () => Promise<T>): Promise<T>
  /** False where this tab is surely the only one. */
  hasNeighbours(): boolean
  /** Tells all other tabs, if there are any; `message` is cloned. */
  post(message: unknown): void
  /** Calls back with what other tabs post. */
  subscribe(listener: (message: unknown) => void): () => void
}

const TAB = 'refdrop:tab:'
const ADOPT = 'refdrop:adopt'
const CHANNEL = 'refdrop'
const NAME = 'refdrop.tab'

/** What a tab says when it joins. No news of {@link Tabs.post} is a text. */
const HELLO = 'hello'

/**
 * Resolves when the other tabs can see this one: it holds a lock by its name for as long as
 * it lives, because a tab that crashes frees its locks by itself. Where the browser has no
 * locks, or no channels, or refuses them, this is a lone tab.
 */
export async function joinTabs(): Promise<Tabs> {
  const fresh = randomName()
  const locks = await holdForLife(`${TAB}${fresh}`)
  const id = locks ? fresh : nameOfTab(fresh)
  const channel = locks && openChannel()
  // Those that were here before are found by their locks, and those that join later say so: who
  // cannot hear that never knows.
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

  /** Names of the tabs that hold a lock for life, but for this one. */
  async function listOthers(): Promise<Set<string>> {
    const { held = [] } = (await locks?.query()) ?? {}
    const names = held.flatMap(({ name }) =>
      name?.startsWith(TAB) ? [name.slice(TAB.length)] : [],
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
    alone: async (work) => (locks ? locks.request(ADOPT, work) : work()),
    post(message) {
      if (hasNeighbours()) channel?.postMessage(message)
    },
    subscribe(listener) {
      const hear = ({ data }: MessageEvent<unknown>) => data !== HELLO && listener(data)
      channel?.addEventListener('message', hear)
      return () => channel?.removeEventListener('message', hear)
    },
  }
}

/** @returns the locks, once they hold this one; undefined where there are none */
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
    return new BroadcastChannel(CHANNEL)
  } catch {
    return undefined
  }
}

/** A name that outlives a reload of this tab. */
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
