import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { explain } from '../../core/api/explain.ts'
import type { GatewayId } from '../../core/api/gateways.ts'
import { asProblem } from '../../core/api/problem.ts'
import { Button } from '../../ui/Button.tsx'
import { leaveFocus } from '../../ui/leave-focus.ts'
import { saveFile } from '../../ui/save-file.ts'
import { SettingRow } from './SettingRow.tsx'
import {
  EXPORT_FORMATS,
  type ExportFormat,
  type ImportProgress,
  type TransferPorts,
} from './transfer-ports.ts'
import { words } from './words.ts'

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
      const {
        name,
        mediaType,
        text,
        count,
        requests = 0,
      } = await transfer.exportAs(format, gateway)
      saveFile(name, mediaType, text)
      return { name, count, requests }
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
    <div className="border-line border-t">
      <SettingRow title={words.history} note={words.historyNote}>
        <div className="flex flex-wrap gap-1">
          {EXPORT_FORMATS.map((format) => (
            <Button
              key={format}
              data-part={format === 'json' ? 'export' : undefined}
              onClick={() => {
                resetOutcome()
                exporting.mutate(format)
              }}
            >
              {format !== 'json' && <span className="sr-only">{words.exportAs}</span>}
              <span>{words.export(format)}</span>
            </Button>
          ))}
          <input
            ref={input}
            type="file"
            accept=".json,application/json"
            hidden
            aria-label={words.importHistory}
            onChange={({ currentTarget }) => {
              const file = currentTarget.files?.[0]
              if (!file) return
              resetOutcome()
              importing.mutate(file)
            }}
          />
          <Button
            aria-busy={importing.isPending}
            data-part="import"
            idle={importing.isPending}
            onClick={() => {
              if (input.current) input.current.value = ''
              input.current?.click()
            }}
          >
            <span>{words.import}</span> <span className="sr-only">{words.importWhat}</span>
          </Button>
        </div>
      </SettingRow>
      {importing.isPending && (
        <div className="flex flex-wrap items-center gap-3">
          {progress && <p>{words.progress(progress)}</p>}
          <Button
            onClick={({ currentTarget }) => {
              leaveFocus(currentTarget)
              controller?.abort()
            }}
          >
            {words.cancelImport}
          </Button>
        </div>
      )}
      {/* Screen readers ignore the page's live regions behind a modal dialog. */}
      <div role="status">
        {failure && <p className="text-bad">{explain(asProblem(failure)).sentence}</p>}
        {exporting.data && (
          <p>{words.saved(exporting.data.count, exporting.data.requests, exporting.data.name)}</p>
        )}
        {isCanceled && <p>{words.importCanceled}</p>}
        {importing.data && <p>{words.imported(importing.data)}</p>}
      </div>
    </div>
  )
}
