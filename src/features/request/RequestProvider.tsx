import { type ReactNode, useEffect, useMemo, useState } from 'react'
import type { NewReference } from '../../core/request/composer.ts'
import { isEmptyDraft } from '../../core/request/draft.ts'
import { titleOfDraft } from '../../core/request/drafts.ts'
import type { Given } from '../../core/request/given.ts'
import { loadPart } from '../../http/parts.ts'
import { loadView } from '../../http/styles.ts'
import { CopyByHand } from '../../ui/CopyByHand.tsx'
import { useAnnounce } from '../../ui/LiveRegions.tsx'
import { useCopied } from '../../ui/use-copied.ts'
import { NARROW } from '../../ui/use-media.ts'
import { usePart } from '../../ui/use-part.ts'
import { words as addedWords } from './added-words.ts'
import { isOutdated, type Note } from './note.ts'
import { RequestContext, type RequestPorts } from './request-context.ts'
import { isCopyKey } from './request-keys.ts'
import { loadRequestParts } from './use-request-parts.ts'
import { words } from './words.ts'

const loadPasteDialog = async () => (await loadView(() => import('./PasteDialog.tsx'))).PasteDialog
const loadSwapDialog = async () => (await loadView(() => import('./SwapDialog.tsx'))).SwapDialog

interface RequestProviderProps extends RequestPorts {
  /** Whether the dialog for code is open. The empty page opens it, too. */
  isPasting: boolean
  setPasting: (isPasting: boolean) => void
  children: ReactNode
}

/** Gives the request to the pane, the sheet, and the rest of the page. */
export function RequestProvider(props: RequestProviderProps) {
  const { drafts, target, gateway, call, entries, renderThumbnail } = props
  const { uploadToRequest, importUrls, takeJob } = props
  const { composer } = drafts
  const { isPasting, setPasting, children } = props
  const { politely } = useAnnounce()
  const [isOpen, setOpen] = useState(false)
  const [note, setNote] = useState<Note>()
  const [isCopied, markCopied] = useCopied()
  const [rejected, setRejected] = useState<string>()
  const [swapping, setSwapping] = useState<string>()
  const { part: PasteDialog } = usePart('paste', loadPasteDialog, isPasting)
  const { part: SwapDialog } = usePart('swap', loadSwapDialog, swapping !== undefined)

  const actions = useMemo(() => {
    function tell(next: Note): void {
      setNote(next)
      politely(next.sentence)
    }

    const takeJobHere = (text: string) =>
      takeJob(text, gateway, (references) => {
        const left = composer.add(references)
        politely(left > 0 ? addedWords.notAdded(left) : addedWords.added(references.length))
      })

    return {
      setOpen,
      openPaste: () => setPasting(true),
      setNote: tell,
      endNote: () => setNote(undefined),
      openSwap: setSwapping,

      async receive(given: Given, swap: string | undefined): Promise<string | undefined> {
        if (await takeJobHere(given['text/plain'])) return undefined
        const { receive } = await loadPart(() => import('./receive.ts'))
        const { files, lack, ...received } = receive(given, swap, {
          ...{ composer, entries, target, importUrls },
        })
        if (received.note) tell(received.note)
        const replaced = composer.draft().references.find(({ id }) => id === swap)
        if (files.length > 0) uploadToRequest(files, replaced?.url)
        return lack
      },

      async swap(id: string, files: readonly NewReference[]): Promise<void> {
        const { swapReferences } = await loadRequestParts()
        const swapped = swapReferences(composer, id, files)
        if (swapped) tell(swapped)
      },

      async take(text: string): Promise<boolean> {
        const { readReferences } = await loadPart(() => import('./read-references.ts'))
        const former = composer.draft()
        const own = [target.api, location.origin]
        const { references, change, foreign } = readReferences(text, entries, former, own)
        if (references.length === 0 && !change) return takeJobHere(text)
        composer.replace(references, change)
        const stop = importUrls(foreign)
        tell({
          sentence: addedWords.pasted(references.length, !isEmptyDraft(former)),
          after: composer.draft(),
          undo() {
            composer.change(former)
            stop()
          },
        })
        return true
      },

      async copy(): Promise<void> {
        const draft = composer.draft()
        const { describeRequest, writeRequest } = await loadRequestParts()
        const described = describeRequest(draft, target)
        if (described.lack !== undefined) return tell({ sentence: described.lack })
        const code = writeRequest(described)
        try {
          await navigator.clipboard.writeText(code)
          markCopied()
          politely(words.copiedRequest)
        } catch {
          setRejected(code)
        }
      },
    }
  }, [
    composer,
    target,
    gateway,
    entries,
    uploadToRequest,
    importUrls,
    takeJob,
    politely,
    setPasting,
    markCopied,
  ])

  const request = useMemo(
    () => ({
      ...{
        drafts,
        composer,
        target,
        gateway,
        call,
        entries,
        renderThumbnail,
        uploadToRequest,
        importUrls,
        isOpen,
        isCopied,
        note,
      },
      ...actions,

      undoNote(): boolean {
        if (!note?.undo || isOutdated(note, composer.draft())) return false
        note.undo()
        setNote(undefined)
        politely(words.undone)
        return true
      },
    }),
    [
      drafts,
      composer,
      target,
      gateway,
      call,
      entries,
      renderThumbnail,
      uploadToRequest,
      importUrls,
      isOpen,
      isCopied,
      note,
      actions,
      politely,
    ],
  )

  // Follows the drafts, which the command menu changes, too.
  useEffect(() => {
    let shown = drafts.get().current.id
    return drafts.subscribe(() => {
      const { current } = drafts.get()
      if (current.id === shown) return
      shown = current.id
      if (matchMedia(NARROW).matches) setOpen(true)
      politely(words.shown(titleOfDraft(current)))
    })
  }, [drafts, politely])

  // Follows the document. The request handles its own keys first.
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || !isCopyKey(event)) return
      if (event.target instanceof Element && event.target.closest('dialog')) return
      event.preventDefault()
      void actions.copy()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [actions])

  return (
    <RequestContext value={request}>
      {children}
      {isPasting && PasteDialog && (
        <PasteDialog onTake={actions.take} onClose={() => setPasting(false)} />
      )}
      {swapping !== undefined && SwapDialog && (
        <SwapDialog id={swapping} onClose={() => setSwapping(undefined)} />
      )}
      {rejected !== undefined && (
        <CopyByHand label={words.copy} text={rejected} onClose={() => setRejected(undefined)} />
      )}
    </RequestContext>
  )
}
