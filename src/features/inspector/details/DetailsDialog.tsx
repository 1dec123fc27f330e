import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { explain } from '../../../core/api/explain.ts'
import { asProblem } from '../../../core/api/problem.ts'
import type { DetailsTarget } from '../../../core/traffic/details-link.ts'
import type { Exchange } from '../../../core/traffic/exchange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Tabs } from '../../../ui/Tabs.tsx'
import { FileRuns } from '../custom-send/CustomSendRuns.tsx'
import { FileCustomSend } from '../custom-send/FileCustomSend.tsx'
import { PANELS } from '../exchange/ExchangePanel.tsx'
import type { DetailsFile } from '../inspector-context.ts'
import { FileFacts } from './FileFacts.tsx'
import { TryPanel } from './TryPanel.tsx'
import { useKnownFile } from './use-known-file.ts'
import { useShownTry, useTries } from './use-tries.ts'

const TABS = [
  { id: 'file', label: 'File' },
  ...PANELS,
  { id: 'test', label: 'Send differently' },
] as const

type TabId = (typeof TABS)[number]['id']

interface DetailsDialogProps {
  target: DetailsTarget
  onClose: () => void
}

/** The facts of a file, its calls, and the form for a custom send. */
export function DetailsDialog({ target, onClose }: DetailsDialogProps) {
  const [asked, setAsked] = useState<Exchange>()
  const body = useRef<HTMLDivElement>(null)
  const file = useKnownFile(target)
  const { tries, isPending, error } = useTries(target, asked)
  const { shown, show, showOne } = useShownTry(tries)
  const [chosen, setTab] = useState<TabId>()
  const opening = chosen ?? openingTab(file, tries.length > 0, isPending)
  // The first tab stays selected when more data arrives.
  if (chosen === undefined && opening !== undefined) setTab(opening)
  const tab = opening ?? 'file'
  const path = file?.path ?? tries[0]?.subject?.path ?? 'an unknown file'

  function showCall(exchange: Exchange): void {
    flushSync(() => {
      setAsked(exchange)
      showOne(exchange)
      setTab('response')
    })
    // The pressed button is gone, and the focus with it.
    body.current?.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus()
  }

  return (
    <Dialog title={`Details of ${path}`} wide tall onClose={onClose}>
      <div ref={body} className="flex min-h-0 min-w-0 flex-1 flex-col">
        <Tabs label="Details" tabs={TABS} selected={tab} onSelect={setTab} scrolls>
          {error && (
            <div className="mb-3">
              <Notice
                text={`Earlier tries could not be read. ${explain(asProblem(error)).sentence}`}
              />
            </div>
          )}
          {tab === 'file' && file && <FileFacts file={file} />}
          {(tab === 'file' || tab === 'test') && !file && (
            <p className="text-soft text-sm">{wordsForUnknown(isPending, tries.length > 0)}</p>
          )}
          {(tab === 'request' || tab === 'response' || tab === 'timing') && (
            <TryPanel
              panel={tab}
              tries={tries}
              shown={shown}
              onShow={show}
              isUnderWay={file?.isUnderWay ?? false}
            >
              {wordsForNoTries(isPending, error !== null)}
            </TryPanel>
          )}
          {tab === 'test' && file && (
            <div className="grid min-w-0 grid-cols-1 gap-4">
              <FileCustomSend file={file} />
              <FileRuns file={file} onOpen={showCall} />
            </div>
          )}
        </Tabs>
      </div>
    </Dialog>
  )
}

/**
 * A file without URL opens with the response, which says why.
 *
 * @returns undefined until enough is known
 */
function openingTab(
  file: DetailsFile | undefined,
  hasTries: boolean,
  isPending: boolean,
): TabId | undefined {
  if (file && !file.listed && hasTries) return 'response'
  return file?.listed || !isPending ? 'file' : undefined
}

function wordsForUnknown(isPending: boolean, hasTries: boolean): string {
  if (isPending) return 'Looking for it…'
  return hasTries
    ? 'This browser knows no more of this file than that it was sent.'
    : 'This browser does not know this file.'
}

function wordsForNoTries(isPending: boolean, isFailed: boolean): string {
  if (isPending) return 'Looking for its tries…'
  return isFailed ? '' : 'Nothing was sent for this file in this browser yet.'
}
