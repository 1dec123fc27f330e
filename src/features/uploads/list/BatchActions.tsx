import { GATEWAYS, type GatewayId } from '../../../core/api/gateways.ts'
import { endedOf, isBusy } from '../../../core/uploads/counts.ts'
import { goodResult, isFinal, type Stage } from '../../../core/uploads/stage.ts'
import type { UploadsStore } from '../../../core/uploads/uploads-store.ts'
import { Button } from '../../../ui/Button.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { leaveFocus } from '../../../ui/leave-focus.ts'
import { useValue } from '../../../ui/use-value.ts'
import { useCount } from '../row/use-upload.ts'
import { useUploads } from '../uploads-context.ts'

/** The buttons for all files. Each keeps its place while it does not apply. */
export function BatchActions() {
  const { store, queue, gateway: inUse, cancelIntake } = useUploads()
  const paused = useValue(queue.paused)
  // Copies URLs of one gateway only: sandbox URLs are useless among real ones.
  const gateway = useValue(inUse)
  const failed = useCount((counts) => counts.failed > 0)
  const unfinished = useCount(isBusy)
  const ended = useCount((counts) => endedOf(counts) > 0)
  const copyable = useCount(() => hasUrl(store, gateway))

  function withStage(wanted: (stage: Stage) => boolean): number[] {
    return Array.from(store.all()).flatMap(({ id, stage }) => (wanted(stage) ? [id] : []))
  }

  function cancelAll(): void {
    cancelIntake()
    queue.cancel(withStage((stage) => !isFinal(stage)))
  }

  function clear(toolbar: Element): void {
    // The bar goes with the last file.
    if (!unfinished) leaveFocus(toolbar.parentElement)
    queue.remove(withStage(isFinal))
  }

  return (
    <div role="toolbar" aria-label="All files" className="flex flex-wrap gap-1">
      <Button
        look={paused ? 'primary' : 'plain'}
        idle={!unfinished}
        className="min-w-20 justify-center"
        onClick={paused ? queue.resume : queue.pause}
      >
        {paused ? 'Resume' : 'Pause'}
      </Button>
      <Button idle={!unfinished} onClick={cancelAll}>
        Cancel all
      </Button>
      <Button
        idle={!failed}
        onClick={() => queue.retry(withStage(({ name }) => name === 'failed'))}
      >
        Retry failed
      </Button>
      <Button
        idle={!ended}
        title="Clear finished: what is uploaded stays below, in the history"
        onClick={({ currentTarget }) => clear(currentTarget)}
      >
        Clear finished
      </Button>
      <CopyButton
        look="primary"
        idle={!copyable}
        label="Copy all URLs"
        title={`Copy all URLs of ${GATEWAYS[gateway].label}, in the order of the list`}
        text={() => urlsOf(store, gateway).join('\n')}
      />
    </div>
  )
}

function hasUrl(store: UploadsStore, gateway: GatewayId): boolean {
  for (const upload of store.all()) {
    if (upload.gateway === gateway && goodResult(upload.stage)) return true
  }
  return false
}

/** In the order of the list. */
function urlsOf(store: UploadsStore, gateway: GatewayId): string[] {
  return Array.from(store.all()).flatMap((upload) =>
    upload.gateway === gateway ? (goodResult(upload.stage)?.url ?? []) : [],
  )
}
