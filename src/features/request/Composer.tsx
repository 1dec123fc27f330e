import { useId, useMemo, useState, useSyncExternalStore } from 'react'
import { requestOf } from '../../core/request/composer.ts'
import { findHints } from '../../core/request/hints.ts'
import { tagReferences } from '../../core/request/reference.ts'
import { withMedia } from '../../core/request/reference-of.ts'
import { findSnippet } from '../../core/request/snippets/all-snippets.ts'
import { Button } from '../../ui/Button.tsx'
import { useAnnounce } from '../../ui/LiveRegions.tsx'
import { CodePanel } from './CodePanel.tsx'
import { HintList } from './HintList.tsx'
import { PasteDialog } from './PasteDialog.tsx'
import { PromptField } from './PromptField.tsx'
import { RequestSettings } from './RequestSettings.tsx'
import { useRequest } from './request-context.ts'
import { Tray } from './Tray.tsx'
import { UndoNote } from './UndoNote.tsx'
import { describePasted, IN_VAIN, usePasted } from './use-pasted.ts'
import { useUndo } from './use-undo.ts'

/** From references to a request: their order, a prompt that names them, and code to copy. */
export function Composer() {
  const { composer, api, gateway, entries } = useRequest()
  const headingId = useId()
  const { politely } = useAnnounce()
  const draft = useSyncExternalStore(composer.subscribe, composer.draft)
  const known = useMemo(() => withMedia(draft.references, entries), [draft.references, entries])
  const references = useMemo(() => tagReferences(known), [known])
  const format = findSnippet(draft.format)
  const request = useMemo(
    () => requestOf({ ...draft, references: known }, api, format.kind),
    [draft, known, api, format],
  )
  const hints = useMemo(
    () => findHints(request, { snippet: format, gateway }),
    [request, format, gateway],
  )
  const undo = useUndo(composer, draft)
  const pasted = usePasted((change) => undo.act('pasted', change))
  const [isPasting, setPasting] = useState(false)
  const isEmpty = references.length === 0 && draft.prompt === ''
  const isCleared = undo.deed === 'cleared'

  function clear(): void {
    undo.act('cleared', () => composer.change({ references: [], prompt: '' }))
    politely('Request cleared.')
  }

  return (
    <>
      <section
        aria-labelledby={headingId}
        // Takes the focus when clicked, so that what is pasted then lands here.
        tabIndex={-1}
        onPaste={pasted.onPaste}
        className="grid grid-cols-1 content-start gap-4 rounded-2xl border border-line bg-surface px-4 pt-4 outline-none max-lg:has-[>.hidden]:pb-4 lg:max-h-[calc(100dvh-6.5rem-var(--dock,0px)-var(--options-bar,0px))] lg:scroll-pb-24 lg:overflow-y-auto lg:overscroll-contain"
      >
        <div className="flex flex-wrap items-center gap-x-1 gap-y-2">
          <h2 id={headingId} className="font-semibold">
            Request
          </h2>
          <p className="mr-auto px-1 text-soft text-sm">
            {references.length}
            <span className="max-sm:sr-only">
              {references.length === 1 ? ' reference' : ' references'}
            </span>
          </p>
          <div className="-mr-2 flex">
            <Button look="quiet" tight onClick={() => setPasting(true)}>
              Paste code
            </Button>
            <Button
              look="quiet"
              tight
              idle={isEmpty && !isCleared}
              onClick={isCleared ? undo.takeBack : clear}
            >
              {isCleared ? 'Undo' : 'Clear'}
            </Button>
          </div>
        </div>
        {undo.deed === 'pasted' && (
          <UndoNote onUndo={undo.takeBack}>{describePasted(references.length)}</UndoNote>
        )}
        {pasted.isInVain && <p className="text-bad text-sm">{IN_VAIN}</p>}
        {references.length === 0 ? (
          <p className="rounded-xl border border-line-strong border-dashed px-4 py-5 text-center text-soft text-sm text-balance">
            Press “Add to request” at an uploaded file, or paste code that holds URLs of the
            gateway.
          </p>
        ) : (
          <Tray references={references} />
        )}
        {/* Where the list is below, it is not pushed away by what nobody uses yet. */}
        <div className={isEmpty ? 'hidden lg:contents' : 'contents'}>
          <PromptField
            prompt={draft.prompt}
            references={references}
            onChange={(prompt) => composer.change({ prompt })}
          />
          <RequestSettings composer={composer} draft={draft} format={format} />
          <HintList hints={hints} />
          <CodePanel
            format={format}
            request={request}
            isEmpty={isEmpty}
            onChoose={(chosen) => composer.change({ format: chosen })}
          />
        </div>
      </section>
      {isPasting && <PasteDialog onTake={pasted.take} onClose={() => setPasting(false)} />}
    </>
  )
}
