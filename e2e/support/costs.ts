import type { Page } from '@playwright/test'

/** What the page has done so far. */
export interface Costs {
  /** React commits. */
  commits: number
  /** Requests by IndexedDB store. */
  requests: Record<string, number>
  /** Messages by the kind of worker, such as `detect`. */
  messages: Record<string, number>
}

interface CostsWindow extends Window {
  costs: Costs
  /** React reports its commits to this hook, also in a production build. */
  __REACT_DEVTOOLS_GLOBAL_HOOK__: Record<string, unknown>
}

/** Counts the costs of the page. Call before the navigation. */
export async function countCosts(page: Page): Promise<() => Promise<Costs>> {
  await page.addInitScript(countInPage)
  return () => page.evaluate(() => (window as unknown as CostsWindow).costs)
}

function countInPage(): void {
  const counted = window as unknown as CostsWindow
  const costs: Costs = { commits: 0, requests: {}, messages: {} }
  counted.costs = costs
  const count = (counts: Record<string, number>, name: string) => {
    counts[name] = (counts[name] ?? 0) + 1
  }

  counted.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
    supportsFiber: true,
    renderers: new Map(),
    inject: () => 1,
    onCommitFiberRoot: () => {
      costs.commits += 1
    },
  }

  window.Worker = class extends Worker {
    #kind: string
    constructor(script: string | URL, options?: WorkerOptions) {
      super(script, options)
      this.#kind = /(\w+)\.worker/.exec(String(script))?.[1] ?? 'other'
    }
    override postMessage(...message: [unknown]): void {
      count(costs.messages, this.#kind)
      super.postMessage(...message)
    }
  }

  for (const name of ['add', 'delete', 'get', 'getAll', 'put']) {
    const original: unknown = Reflect.get(IDBObjectStore.prototype, name)
    if (typeof original !== 'function') continue
    Reflect.set(
      IDBObjectStore.prototype,
      name,
      function (this: IDBObjectStore, ...args: unknown[]) {
        count(costs.requests, this.name)
        return Reflect.apply(original, this, args)
      },
    )
  }
}
