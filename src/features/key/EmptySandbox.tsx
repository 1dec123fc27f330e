import { useMutation } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { explain } from '../../core/api/explain.ts'
import { asProblem } from '../../core/api/problem.ts'
import type { StorageReport } from '../../core/sandbox/storage-report.ts'
import { formatBytes, plural } from '../../core/text/format.ts'
import { askStorage } from '../../http/sandbox-controls.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useAnnounce } from '../../ui/LiveRegions.tsx'

/** Deletes all files of the sandbox, once the person has seen how many there are. */
export function EmptySandbox({ onEmpty }: { onEmpty: () => Promise<StorageReport> }) {
  const { politely, assertively } = useAnnounce()
  const tellFailure = (caught: Error) => assertively(sentenceOf(caught))
  const ask = useMutation({ mutationFn: askStorage, onError: tellFailure })
  const empty = useMutation({
    mutationFn: onEmpty,
    onError: tellFailure,
    onSuccess: () => politely('Sandbox emptied.'),
    onSettled: ask.reset,
  })
  const failure = ask.error ?? empty.error

  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
      <Button
        look="quiet"
        idle={ask.isPending || empty.isPending}
        onClick={() => {
          empty.reset()
          ask.mutate()
        }}
      >
        <Trash2 size={15} aria-hidden /> Empty the sandbox
      </Button>
      {failure && <span className="wrap-anywhere text-bad">{sentenceOf(failure)}</span>}
      {empty.data && <span>Sandbox emptied: {amountOf(empty.data)} deleted.</span>}
      {ask.data?.files === 0 && <span>The sandbox has no files.</span>}
      {ask.data && ask.data.files > 0 && (
        <Dialog title="Empty the sandbox?" onClose={ask.reset}>
          <div className="grid justify-items-start gap-3 text-sm">
            <p>
              This deletes {amountOf(ask.data)} of all keys from this machine. Their URLs stop
              working, and they leave the list and the history here. Files that are not uploaded yet
              stay in the list.
            </p>
            <div className="flex flex-wrap gap-2">
              <Button look="primary" idle={empty.isPending} onClick={() => empty.mutate()}>
                Delete {plural(ask.data.files, 'file')}
              </Button>
              <Button onClick={ask.reset}>Keep them</Button>
            </div>
          </div>
        </Dialog>
      )}
    </div>
  )
}

function amountOf({ files, bytes }: StorageReport): string {
  return `${plural(files, 'file')} (${formatBytes(bytes)})`
}

/** The sandbox's own sentence, where it has one. */
function sentenceOf(caught: unknown): string {
  const problem = asProblem(caught)
  if (problem.kind === 'refused') return `The sandbox was not emptied: ${problem.message}`
  return explain(problem).sentence
}
