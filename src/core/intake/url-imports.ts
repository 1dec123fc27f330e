import type { GatewayId } from '../api/gateways.ts'
import { asProblem, type Problem } from '../api/problem.ts'
import { createValue, type ReadonlyValue } from '../state/value.ts'

/** Maximum concurrent imports. */
const AT_ONCE = 3

/** Maximum URLs of one gesture that are imported. */
export const MAX_IMPORTS = 20

/** Who fetches the file at a URL: the gateway, where it can, or our server. */
type ImportWay = 'gateway' | 'server'

/** The file at a web URL, on its way into the list. */
export interface UrlImport {
  id: number
  url: string
  /** The gateway that gets the file. */
  gateway: GatewayId
  /** Id of the request whose reference gets the URL of the imported file. */
  draft: string | undefined
  way: ImportWay
  /** Why it failed. Undefined while it runs or waits. */
  problem: Problem | undefined
}

export type UrlImports = ReturnType<typeof createUrlImports>

interface UrlImportPorts {
  /** Imports one file. A rejection becomes its problem, unless `signal` is aborted. */
  run(one: UrlImport, signal: AbortSignal): Promise<void>
  onFailure(failed: UrlImport & { problem: Problem }): void
}

/** Imports URLs, a few at the same time. Lists those that are not done, with the problem of each. */
export function createUrlImports({ run, onFailure }: UrlImportPorts) {
  const list = createValue<readonly UrlImport[]>([])
  const running = new Map<number, AbortController>()
  let lastId = 0

  function pump(): void {
    for (const one of list.get()) {
      if (running.size >= AT_ONCE) return
      if (!one.problem && !running.has(one.id)) void start(one)
    }
  }

  async function start(one: UrlImport): Promise<void> {
    const { id } = one
    const controller = new AbortController()
    running.set(id, controller)
    const { signal } = controller
    try {
      await run(one, signal)
      drop(id)
    } catch (caught) {
      if (signal.aborted) return
      const failed = { ...one, problem: asProblem(caught) }
      replace(failed)
      onFailure(failed)
    } finally {
      running.delete(id)
      pump()
    }
  }

  function replace(next: UrlImport): void {
    list.set(list.get().map((one) => (one.id === next.id ? next : one)))
  }

  function drop(id: number): void {
    list.set(list.get().filter((one) => one.id !== id))
  }

  /** Stops an import and removes it from the list. */
  function remove(id: number): void {
    drop(id)
    running.get(id)?.abort()
  }

  return {
    list: list as ReadonlyValue<readonly UrlImport[]>,

    /** Adds URLs that are not listed yet. Failed imports start again. */
    add(urls: readonly string[], target: Pick<UrlImport, 'gateway' | 'draft'>): void {
      const wanted = [...new Set(urls)].map((url) => {
        const known = list.get().find((one) => one.url === url && one.gateway === target.gateway)
        if (known && !known.problem) return known
        lastId += 1
        return { ...target, id: lastId, url, way: 'gateway' as const, problem: undefined }
      })
      const isWanted = ({ url, gateway }: UrlImport) =>
        wanted.some((one) => one.url === url && one.gateway === gateway)
      list.set([...list.get().filter((one) => !isWanted(one)), ...wanted])
      pump()
    },

    retry(id: number, way: ImportWay): void {
      const one = list.get().find((known) => known.id === id)
      if (!one?.problem) return
      replace({ ...one, way, problem: undefined })
      pump()
    },

    remove,

    /** Stops and removes the imports of these URLs. */
    cancel(urls: readonly string[]): void {
      for (const { id, url } of list.get()) if (urls.includes(url)) remove(id)
    },
  }
}

/** What a file is called before it is imported: the end of its path, else its host. */
export function nameOfImport({ url }: Pick<UrlImport, 'url'>): string {
  const { pathname, host } = new URL(url)
  return pathname.split('/').findLast((part) => part !== '') ?? host
}
