import { useMutation } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import type { Explanation } from '../../core/api/explain.ts'
import { asProblem, type Problem } from '../../core/api/problem.ts'
import type { StorageReport } from '../../core/sandbox/storage-report.ts'
import { formatBytes } from '../../core/text/format.ts'
import { loadExplain } from '../../http/parts.ts'
import { askStorage } from '../../http/sandbox-controls.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useAnnounce } from '../../ui/LiveRegions.tsx'
import { usePart } from '../../ui/use-part.ts'
import { words } from './panel-words.ts'

/** Deletes all files of the sandbox, once the person has seen how many there are. */
export function EmptySandbox({ onEmpty }: { onEmpty: () => Promise<StorageReport> }) {
  const { politely, assertively } = useAnnounce()
  const announceFailure = async (caught: Error) =>
    assertively(sentenceOf(caught, await loadExplain()))
  const ask = useMutation({ mutationFn: askStorage, onError: announceFailure })
  const empty = useMutation({
    mutationFn: onEmpty,
    onError: announceFailure,
    onSuccess: () => politely(words.sandboxEmptied),
    onSettled: ask.reset,
  })
  const failure = ask.error ?? empty.error
  const { part: explain } = usePart('explain', loadExplain, failure !== null)

  return (
    <div className="-mx-4 -mb-2 flex flex-wrap items-center gap-x-2 gap-y-1 border-line border-t px-4 pt-2">
      <Button
        look="quiet"
        className="-ms-2"
        idle={ask.isPending || empty.isPending}
        onClick={() => {
          empty.reset()
          ask.mutate()
        }}
      >
        <Icon of={Trash2} />
        <span>{words.emptySandbox}</span>
      </Button>
      {failure && explain && (
        <span className="wrap-anywhere text-bad">{sentenceOf(failure, explain)}</span>
      )}
      {empty.data && <span>{words.emptied(amountOf(empty.data))}</span>}
      {ask.data?.files === 0 && <span>{words.sandboxHasNone}</span>}
      {ask.data && ask.data.files > 0 && (
        <Dialog title={words.emptySandboxAsked} onClose={ask.reset}>
          <div className="grid justify-items-start gap-2">
            <p>{words.emptyFacts(amountOf(ask.data))}</p>
            <p>{words.emptyEffects}</p>
            <p>{words.emptyKeeps}</p>
            <div className="mt-2 flex flex-wrap gap-2">
              <Button
                look="filled"
                size="medium"
                idle={empty.isPending}
                onClick={() => empty.mutate()}
              >
                {words.deleteFiles(ask.data.files)}
              </Button>
              <Button size="medium" onClick={ask.reset}>
                {words.keepFiles}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </div>
  )
}

function amountOf({ files, bytes }: StorageReport): string {
  return words.storedAmount(files, formatBytes(bytes))
}

/** Prefers the sandbox's own message. */
function sentenceOf(caught: unknown, explain: (problem: Problem) => Explanation): string {
  const problem = asProblem(caught)
  if (problem.kind === 'refused') return words.notEmptied(problem.message)
  return explain(problem).sentence
}
