import { useState, useSyncExternalStore } from 'react'
import { endedOf, totalOf } from '../../core/progress-report.ts'
import type { Queue } from '../../core/queue.ts'
import { isFinal, type Stage } from '../../core/stage.ts'
import type { UploadsStore } from '../../core/uploads-store.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { CopyByHand } from '../../ui/CopyByHand.tsx'
import { useCount } from './use-upload.ts'

/** What can be done with all files at once, as it applies. */
export function BatchActions({ store, queue }: { store: UploadsStore; queue: Queue }) {
  const paused = useSyncExternalStore(queue.subscribePaused, queue.isPaused)
  const uploaded = useCount(store, (counts) => counts.uploaded > 0)
  const failed = useCount(store, (counts) => counts.failed > 0)
  const unfinished = useCount(store, (counts) => endedOf(counts) < totalOf(counts))
  const partlyDone = useCount(store, (counts) => endedOf(counts) > 0)
  const [textByHand, setTextByHand] = useState<string>()

  function withStage(wanted: (stage: Stage) => boolean): number[] {
    return Array.from(store.all()).flatMap(({ id, stage }) => (wanted(stage) ? [id] : []))
  }

  function allUrls(): string {
    const stages = Array.from(store.all(), ({ stage }) => stage)
    return stages
      .flatMap((stage) => (stage.name === 'uploaded' ? [stage.result.url] : []))
      .join('\n')
  }

  return (
    <>
      <div role="toolbar" aria-label="All files" className="flex flex-wrap gap-1">
        {uploaded && (
          <CopyButton
            look="primary"
            label="Copy all URLs"
            text={allUrls}
            onRefused={() => setTextByHand(allUrls())}
          />
        )}
        {unfinished && !paused && <Button onClick={queue.pause}>Pause</Button>}
        {paused && <Button onClick={queue.resume}>Resume</Button>}
        {failed && (
          <Button onClick={() => queue.retry(withStage(({ name }) => name === 'failed'))}>
            Retry failed
          </Button>
        )}
        {unfinished && (
          <Button onClick={() => queue.cancel(withStage((stage) => !isFinal(stage)))}>
            Cancel all
          </Button>
        )}
        {partlyDone && (
          <Button look="quiet" onClick={() => queue.remove(withStage(isFinal))}>
            Clear finished
          </Button>
        )}
      </div>
      {textByHand !== undefined && <CopyByHand label="All URLs" text={textByHand} />}
    </>
  )
}
