import { NEWER, WHICH_BUILD } from './takeover.ts'

declare global {
  interface ImportMetaEnv {
    /** The script of the service worker, beside the page. `npm run dev` has none. */
    readonly OFFLINE_WORKER?: string
  }
}

/** Shortest time between two looks for a newer build, in milliseconds. */
const PAUSE = 60_000

/**
 * Registers the worker that opens the page offline. It tells the worker of a newer build which build
 * this page is. Does nothing where browsers have no service workers, as on http beyond this machine.
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
  try {
    const registration = await workers.register(trust(script), {
      scope: './',
      updateViaCache: 'none',
    })
    followNewer(workers, registration, new URL(script, document.baseURI).href, onNewer)
  } catch {
    // Browsers may block storage, or the worker may belong to another build. The page works without.
  }
}

function followNewer(
  workers: ServiceWorkerContainer,
  registration: ServiceWorkerRegistration,
  script: string,
  onNewer: () => void,
): void {
  const build = document.querySelector<HTMLScriptElement>('script[type=module]')?.src
  const tell = (worker: ServiceWorker | null) => {
    // Else it belongs to the page in another language.
    if (worker?.scriptURL === script) worker.postMessage(build)
  }
  let known: MessageEventSource | null = null
  workers.addEventListener('message', ({ data, source }) => {
    if (data === WHICH_BUILD) tell(registration.waiting)
    if (data !== NEWER || source === known) return
    known = source
    onNewer()
  })

  const awaitInstalled = (worker: ServiceWorker | null) =>
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed') tell(worker)
    })
  registration.addEventListener('updatefound', () => awaitInstalled(registration.installing))
  awaitInstalled(registration.installing)
  tell(registration.waiting)

  let looked = Date.now()
  const look = () => {
    if (document.visibilityState !== 'visible' || Date.now() - looked < PAUSE) return
    looked = Date.now()
    // The server may be down.
    registration.update().catch(() => {})
  }
  document.addEventListener('visibilitychange', look)
  addEventListener('online', look)
}
