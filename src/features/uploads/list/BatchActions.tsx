import { useSyncExternalStore } from 'react'
import { GATEWAYS, type GatewayId } from '../../../core/api/gateways.ts'
import type { Queue } from '../../../core/queue/queue.ts'
import { endedOf, isBusy } from '../../../core/uploads/counts.ts'
import { goodResult, isFinal, type Stage } from '../../../core/uploads/stage.ts'
import type { UploadsStore } from '../../../core/uploads/uploads-store.ts'
import { Button } from '../../../ui/Button.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { leaveFocus } from '../../../ui/leave-focus.ts'
import { useCount } from '../row/use-upload.ts'

interface BatchActionsProps {
  store: UploadsStore
  queue: Queue
  /** URLs of one gateway only are copied together: one of the sandbox is no use among real ones. */
  gateway: GatewayId
  /** Called before everything in the list is canceled. */
  onCancelAll: () => void
}

/** What can be done with all files at once. Every button keeps its place, whether it applies or not. */
export function BatchActions({ store, queue, gateway, onCancelAll }: BatchActionsProps) {
  const paused = useSyncExternalStore(queue.paused.subscribe, queue.paused.get)
  const failed = useCount(store, (counts) => counts.failed > 0)
  const unfinished = useCount(store, isBusy)
  const ended = useCount(store, (counts) => endedOf(counts) > 0)
  const copyable = useCount(store, () => hasUrl(store, gateway))

  function withStage(wanted: (stage: Stage) => boolean): number[] {
    return Array.from(store.all()).flatMap(({ id, stage }) => (wanted(stage) ? [id] : []))
  }

  function cancelAll(): void {
    onCancelAll()
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
