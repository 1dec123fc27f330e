/** Message of the waiting worker to a page of another build. */
export const NEWER = 'newer'

/** Message of the waiting worker to a page, which posts its build again. */
export const WHICH_BUILD = 'which-build'

/** The part of a window client that is used here. */
export interface OpenPage {
  id: string
  postMessage: (message: string) => void
}

interface TakeoverPorts<Page extends OpenPage> {
  /** Whether the first script of a page is of this build. */
  isOwnScript: (url: string) => boolean
  /** All open pages of this scope. */
  findPages: () => Promise<readonly Page[]>
  /** Activates this worker without waiting for the old one. */
  takeOver: () => unknown
}

/**
 * Decides when a waiting worker becomes active: as soon as all open pages are of its build. Old
 * pages need the files of the old worker. They get a message that a newer build is ready.
 */
export function createTakeover<Page extends OpenPage>({
  isOwnScript,
  findPages,
  takeOver,
}: TakeoverPorts<Page>) {
  const current = new Set<string>()

  return {
    /** A page posted its build. @param script URL of its first script */
    async onMessage(page: OpenPage, script: unknown): Promise<void> {
      if (typeof script !== 'string') return
      if (!isOwnScript(script)) return page.postMessage(NEWER)
      current.add(page.id)
      const others = (await findPages()).filter(({ id }) => !current.has(id))
      if (others.length === 0) takeOver()
      // The browser may have ended this worker since their last message.
      for (const other of others) other.postMessage(WHICH_BUILD)
    },
  }
}
