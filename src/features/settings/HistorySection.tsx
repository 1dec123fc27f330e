import { useMutation } from '@tanstack/react-query'
import { Download, Upload } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { explain } from '../../core/api/explain.ts'
import { GATEWAYS, type GatewayId } from '../../core/api/gateways.ts'
import { asProblem } from '../../core/api/problem.ts'
import { plural } from '../../core/text/format.ts'
import { Button } from '../../ui/Button.tsx'
import { leaveFocus } from '../../ui/leave-focus.ts'
import { saveFile } from '../../ui/save-file.ts'
import {
  EXPORT_FORMATS,
  type ExportFormat,
  type ImportedHistory,
  type ImportProgress,
  type TransferPorts,
} from './transfer-ports.ts'

const EXPORT_LABELS: Record<ExportFormat, string> = {
  json: 'Export JSON',
  csv: 'Export CSV',
  refs: 'Export refs.ts',
}

/** Exports the history to a file and imports it from one. */
export function HistorySection({
  transfer,
  gateway,
}: {
  transfer: TransferPorts
  gateway: GatewayId
}) {
  const input = useRef<HTMLInputElement>(null)
  const exporting = useMutation({
    async mutationFn(format: ExportFormat) {
      const { name, mediaType, text, count } = await transfer.exportAs(format, gateway)
      saveFile(name, mediaType, text)
      return { name, count }
    },
  })
  const [progress, setProgress] = useState<ImportProgress>()
  const [controller, setController] = useState<AbortController>()
  const importing = useMutation({
    mutationFn(file: File) {
      const started = new AbortController()
      setController(started)
      setProgress({ done: 0 })
      return transfer.importFrom(file, started.signal, setProgress)
    },
  })
  const isCanceled = importing.isError && controller?.signal.aborted
  const failure = exporting.error ?? (isCanceled ? null : importing.error)

  /** Removes the message of the previous export or import. */
  function resetOutcome(): void {
    exporting.reset()
    importing.reset()
  }

  return (
    <div className="grid justify-items-start gap-2">
      <p className="font-medium">History</p>
      <p className="text-soft">
        This browser remembers what it uploaded. JSON holds all of it, with thumbnails. Another
        browser can import that and keeps its own history. refs.ts holds the URLs of{' '}
        {GATEWAYS[gateway].label}. No export contains a key.
      </p>
      <div className="flex flex-wrap gap-1">
        {EXPORT_FORMATS.map((format) => (
          <Button
            key={format}
            onClick={() => {
              resetOutcome()
              exporting.mutate(format)
            }}
          >
            <Download size={15} aria-hidden /> {EXPORT_LABELS[format]}
          </Button>
        ))}
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label="Import history"
          onChange={({ currentTarget }) => {
            const file = currentTarget.files?.[0]
            if (!file) return
            resetOutcome()
            importing.mutate(file)
          }}
        />
        <Button
          aria-busy={importing.isPending}
          idle={importing.isPending}
          onClick={() => {
            if (input.current) input.current.value = ''
            input.current?.click()
          }}
        >
          <Upload size={15} aria-hidden /> Import history
        </Button>
        {importing.isPending && (
          <Button
            onClick={({ currentTarget }) => {
              leaveFocus(currentTarget)
              controller?.abort()
            }}
          >
            Cancel import
          </Button>
        )}
      </div>
      {importing.isPending && progress && (
        <p className="text-ink tabular-nums">{describeProgress(progress)}</p>
      )}
      {/* Screen readers ignore the page's live regions behind a modal dialog. */}
      <div role="status">
        {failure && <p className="text-bad">{explain(asProblem(failure)).sentence}</p>}
        {exporting.data && (
          <Outcome>{`${plural(exporting.data.count, 'file')} saved as ${exporting.data.name}.`}</Outcome>
        )}
        {isCanceled && <Outcome>The import was canceled. Nothing was changed.</Outcome>}
        {importing.data && <Outcome>{describeImport(importing.data)}</Outcome>}
      </div>
    </div>
  )
}

function Outcome({ children }: { children: ReactNode }) {
  return <p className="text-ink">{children}</p>
}

function describeProgress({ done, of }: ImportProgress): string {
  const count = done.toLocaleString('en')
  if (of === undefined) return `Reading the file: ${count} so far.`
  return `Importing ${count} of ${of.toLocaleString('en')}.`
}

function describeImport({ added, back, merged }: ImportedHistory): string {
  if (added + back + merged === 0) return 'The history in the file is empty.'
  const parts = [
    `${plural(added, 'file')} added`,
    ...(back > 0 ? [`${plural(back, 'file')} brought back`] : []),
    ...(merged > 0 ? [`${merged.toLocaleString('en')} known here already`] : []),
  ]
  return `${parts.join(', ')}.`
}
