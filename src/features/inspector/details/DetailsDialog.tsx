import { type ReactNode, useRef, useState } from 'react'
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
import { ExportBar } from '../exchange/ExportBar.tsx'
import type { DetailsFile } from '../inspector-context.ts'
import { words } from '../words.ts'
import { DetailsHead } from './DetailsHead.tsx'
import { FileFacts } from './FileFacts.tsx'
import { TryPanel } from './TryPanel.tsx'
import { useKnownFile } from './use-known-file.ts'
import { useShownTry, useTries } from './use-tries.ts'

const text = words.details

const TABS = [
  { id: 'file', label: text.file },
  ...PANELS,
  { id: 'custom-send', label: words.customSend },
] as const

type TabId = (typeof TABS)[number]['id']

interface DetailsDialogProps {
  target: DetailsTarget
  renderThumbnail: (file: DetailsFile) => ReactNode
  onClose: () => void
}

/** The facts of a file, its calls, and the form for a custom send. */
export function DetailsDialog({ target, renderThumbnail, onClose }: DetailsDialogProps) {
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
  const path = file?.path ?? tries[0]?.subject?.path ?? text.unknownFile

  function showCall(exchange: Exchange): void {
    flushSync(() => {
      setAsked(exchange)
      showOne(exchange)
      setTab('response')
    })
    // The focus was lost, because the pressed button was removed.
    body.current?.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus()
  }

  const exchange = tries[shown]
  return (
    <Dialog
      title={text.title(path)}
      size="wide"
      tall
      isBare
      head={<DetailsHead path={path} file={file} thumbnail={file && renderThumbnail(file)} />}
      foot={exchange && <ExportBar exchange={exchange} tries={tries} />}
      onClose={onClose}
    >
      <div ref={body} className={BODY}>
        <Tabs label={text.details} tabs={TABS} selected={tab} onSelect={setTab}>
          {error && (
            <div className="mb-3">
              <Notice text={text.triesFailed(explain(asProblem(error)).sentence)} />
            </div>
          )}
          {tab === 'file' && file && <FileFacts file={file} tries={tries} />}
          {(tab === 'file' || tab === 'custom-send') && !file && (
            <p className="text-soft">{wordsForUnknown(isPending, tries.length > 0)}</p>
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
          {tab === 'custom-send' && file && (
            <>
              <FileCustomSend file={file} />
              <FileRuns file={file} onOpen={showCall} />
            </>
          )}
        </Tabs>
      </div>
    </Dialog>
  )
}

/** The tabs stay in place while the panel scrolls. */
const BODY =
  'scroll-quiet min-w-0 overflow-y-auto [&>:first-child]:sticky [&>:first-child]:top-0 [&>:first-child]:z-1 [&>:first-child]:bg-raised [&>:first-child]:px-5 [&>[role=tabpanel]]:px-5 [&>[role=tabpanel]]:pb-5 max-sm:[&>*]:px-4!'

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
  if (isPending) return text.loading
  return hasTries ? text.forgotten : text.unknown
}

function wordsForNoTries(isPending: boolean, isFailed: boolean): string {
  if (isPending) return text.loading
  return isFailed ? '' : text.noTries
}
