import { useState } from 'react'
import type { DetailsTarget } from '../../core/details-link.ts'
import { explain } from '../../core/explain.ts'
import { asProblem } from '../../core/problem.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import type { BenchPorts } from './bench-ports.ts'
import { PANELS } from './ExchangePanel.tsx'
import { FileFacts } from './FileFacts.tsx'
import { FileTests } from './FileTests.tsx'
import { SendDifferently } from './SendDifferently.tsx'
import { TryPanel } from './TryPanel.tsx'
import { useKnownFile } from './use-known-file.ts'
import { useShownTry, useTries } from './use-tries.ts'

const TABS = [
  { id: 'file', label: 'File' },
  ...PANELS,
  { id: 'test', label: 'Send differently' },
] as const

interface DetailsDialogProps {
  target: DetailsTarget
  ports: BenchPorts
  onClose: () => void
}

/** What is known of a file, every try to send it, and the way to send it differently. */
export function DetailsDialog({ target, ports, onClose }: DetailsDialogProps) {
  const [tab, setTab] = useState<(typeof TABS)[number]['id']>('file')
  const file = useKnownFile(target, ports)
  const { tries, isPending, error } = useTries(target, ports)
  const { shown, show } = useShownTry(tries)
  const path = file?.path ?? tries[0]?.subject?.path ?? 'an unknown file'

  return (
    <Dialog title={`Details of ${path}`} wide onClose={onClose}>
      {/* About as tall whatever it shows, so that the tabs stay where they are. */}
      <div className="min-h-[min(44rem,calc(100dvh-9rem))] min-w-0">
        <Tabs label="Details" tabs={TABS} selected={tab} onSelect={setTab}>
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
            <TryPanel panel={tab} tries={tries} shown={shown} onShow={show}>
              {isPending && 'Looking for its tries…'}
              {!isPending && !error && 'Nothing was sent for this file in this browser yet.'}
            </TryPanel>
          )}
          {tab === 'test' && file && (
            <div className="grid min-w-0 grid-cols-1 gap-4">
              <SendDifferently file={file} ports={ports} />
              <FileTests file={file} ports={ports} />
            </div>
          )}
        </Tabs>
      </div>
    </Dialog>
  )
}

function wordsForUnknown(isPending: boolean, hasTries: boolean): string {
  if (isPending) return 'Looking for it…'
  return hasTries
    ? 'This browser knows no more of this file than that it was sent.'
    : 'This browser does not know this file.'
}
