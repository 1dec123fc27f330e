import { NEWER, WHICH_BUILD } from './takeover.ts'

declare global {
  interface ImportMetaEnv {
    /** The script of the service worker, beside the page. `npm run dev` has none. */
    readonly OFFLINE_WORKER?: string
  }
}

/** Minimum milliseconds between two checks for a newer build. */
const PAUSE = 60_000

/**
 * Registers the worker that opens the page offline. Posts the build of this page to the worker of a
 * newer build. Does nothing without service workers, for example on http outside of this machine.
 *
 * @param onNewer called once for each newer build that is ready while this page is open
 * @param trust returns the address of the script as the policy of the page demands it
 */
export async function registerWorker(
  onNewer: () => void,
  trust: (script: string) => string,
): Promise<void> {
  const script = import.meta.env.OFFLINE_WORKER
  const workers = navigator.serviceWorker
  if (!script || !workers) return
  const { href } = new URL(script, document.baseURI)
  const build = document.querySelector<HTMLScriptElement>('script[type=module]')?.src
  const postBuild = (worker: ServiceWorker | null | undefined) => {
    // Else it belongs to the page in another language.
    if (worker?.scriptURL === href) worker.postMessage(build)
  }

  let registration: ServiceWorkerRegistration | undefined
  let known: MessageEventSource | null = null
  workers.addEventListener('message', ({ data, source }) => {
    if (data === WHICH_BUILD) postBuild(registration?.waiting)
    if (data !== NEWER || source === known) return
    known = source
    onNewer()
  })

  const awaitInstalled = (worker: ServiceWorker | null) =>
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed') postBuild(worker)
    })

  /** A registration ends when its first installation fails. The next check then registers again. */
  async function register(address: string): Promise<void> {
    const next = await workers.register(address, { scope: './', updateViaCache: 'none' })
    if (next === registration) return
    registration = next
    next.addEventListener('updatefound', () => awaitInstalled(next.installing))
    awaitInstalled(next.installing)
    postBuild(next.waiting)
  }

  let looked = 0
  const look = async () => {
    looked = Date.now()
    try {
      if (registration?.active) await registration.update()
      else await register(trust(script))
    } catch {
      // The server may be down, browsers may block storage, or the worker may belong to another
      // build. The page works without.
    }
  }

  const lookAgain = () => {
    if (document.visibilityState === 'visible' && Date.now() - looked >= PAUSE) void look()
  }
  document.addEventListener('visibilitychange', lookAgain)
  addEventListener('online', lookAgain)
  await look()
}
