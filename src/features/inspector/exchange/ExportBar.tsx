import { Download } from 'lucide-react'
import { version } from '../../../../package.json'
import type { Exchange } from '../../../core/traffic/exchange.ts'
import { bugReportOf } from '../../../core/traffic/export/bug-report.ts'
import { curlOf } from '../../../core/traffic/export/curl-of.ts'
import { fetchOf } from '../../../core/traffic/export/fetch-of.ts'
import { harText } from '../../../core/traffic/export/har.ts'
import { rawHttpOf } from '../../../core/traffic/export/raw-http.ts'
import { harName } from '../../../core/traffic/har-name.ts'
import { Button } from '../../../ui/Button.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { saveFile } from '../../../ui/save-file.ts'
import { words } from '../words.ts'

interface ExportBarProps {
  exchange: Exchange
  /** All calls of the same file, newest first. */
  tries?: readonly Exchange[]
}

const WAYS: readonly (readonly [label: string, write: (exchange: Exchange) => string])[] = [
  [words.call.copyCurl, curlOf],
  [words.call.copyFetch, fetchOf],
  [words.call.copyRaw, rawHttpOf],
  [
    words.call.copyReport,
    (exchange) => bugReportOf(exchange, { version, browser: navigator.userAgent }),
  ],
]

/** Buttons that export a call. Keys are masked in the exports. */
export function ExportBar({ exchange, tries = [] }: ExportBarProps) {
  return (
    // Another call resets the "Copied" state of the buttons.
    <fieldset
      key={exchange.id}
      aria-label={words.call.actions}
      className="flex min-w-0 flex-wrap gap-1 scrollbar-none max-sm:-mx-3 max-sm:flex-nowrap max-sm:overflow-x-auto max-sm:px-3"
    >
      {WAYS.map(([label, write]) => (
        <CopyButton key={label} look="quiet" label={label} text={() => write(exchange)} />
      ))}
      <SaveButton label={words.logs.saveHar} onSave={() => save(exchange, [exchange])} />
      {tries.length > 1 && (
        <SaveButton label={words.call.saveAll} onSave={() => save(exchange, tries.toReversed())} />
      )}
    </fieldset>
  )
}

function SaveButton({ label, onSave }: { label: string; onSave: () => void }) {
  return (
    <Button look="quiet" onClick={onSave}>
      <Icon of={Download} />
      <span>{label}</span>
    </Button>
  )
}

function save(exchange: Exchange, exchanges: readonly Exchange[]): void {
  saveFile(harName(exchange), 'application/json', harText(exchanges, version))
}
