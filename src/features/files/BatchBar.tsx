import { useState, useSyncExternalStore } from 'react'
import { summarize } from '../../core/progress-report.ts'
import type { Queue } from '../../core/queue.ts'
import { isFinal, type Stage } from '../../core/stage.ts'
import type { UploadsStore } from '../../core/uploads-store.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { CopyByHand } from '../../ui/CopyByHand.tsx'
import { useSteadyCounts } from './use-steady-counts.ts'
import { useCount } from './use-upload.ts'

/** The whole batch: how far it is, and what can be done with all of it. */
export function BatchBar({ store, queue }: { store: UploadsStore; queue: Queue }) {
  const counts = useSteadyCounts(store)
  const paused = useSyncExternalStore(queue.subscribePaused, queue.isPaused)
  const uploaded = useCount(store, ({ uploaded }) => uploaded > 0)
  const failed = useCount(store, ({ failed }) => failed > 0)
  const ended = useCount(store, (now) => now.uploaded + now.failed + now.canceled > 0)
  const busy = useCount(store, (now) =>
    [now.queued, now.hashing, now.ready, now.waiting, now.uploading, now.confirming].some(Boolean),
  )
  const [refusedText, setRefusedText] = useState<string>()

  const withStage = (wanted: (stage: Stage) => boolean) =>
    store.ids().filter((id) => {
      const upload = store.get(id)
      return upload !== undefined && wanted(upload.stage)
    })

  const allUrls = () =>
    store
      .ids()
      .flatMap((id) => {
        const stage = store.get(id)?.stage
        return stage?.name === 'uploaded' ? [stage.result.url] : []
      })
      .join('\n')

  return (
    <div className="sticky top-0 z-5 -mx-1 flex flex-wrap items-center justify-between gap-2 bg-page px-1 py-2">
      <p
        role="status"
        aria-live="off"
        aria-label="Upload progress"
        className="text-sm tabular-nums"
      >
        {summarize(counts)}
      </p>
      <div role="toolbar" aria-label="All files" className="flex flex-wrap gap-1">
        {uploaded && (
          <CopyButton
            look="primary"
            label="Copy all URLs"
            text={allUrls}
            onRefused={() => setRefusedText(allUrls())}
          />
        )}
        {busy && !paused && <Button onClick={queue.pause}>Pause</Button>}
        {paused && <Button onClick={queue.resume}>Resume</Button>}
        {failed && (
          <Button onClick={() => queue.retry(withStage(({ name }) => name === 'failed'))}>
            Retry failed
          </Button>
        )}
        {busy && (
          <Button onClick={() => queue.cancel(withStage((stage) => !isFinal(stage)))}>
            Cancel all
          </Button>
        )}
        {ended && (
          <Button look="quiet" onClick={() => queue.remove(withStage(isFinal))}>
            Clear finished
          </Button>
        )}
      </div>
      {refusedText !== undefined && <CopyByHand label="All URLs" text={refusedText} />}
    </div>
  )
}
