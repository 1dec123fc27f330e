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
import { saveFile } from '../../../ui/save-file.ts'

interface ExportBarProps {
  exchange: Exchange
  /** All calls of the same file, newest first. */
  tries?: readonly Exchange[]
}

const WAYS: readonly (readonly [label: string, write: (exchange: Exchange) => string])[] = [
  ['Copy as curl', curlOf],
  ['Copy as fetch', fetchOf],
  ['Copy raw HTTP', rawHttpOf],
  [
    'Copy bug report',
    (exchange) => bugReportOf(exchange, { version, browser: navigator.userAgent }),
  ],
]

/** Buttons that export a call. Keys are masked in the exports. */
export function ExportBar({ exchange, tries = [] }: ExportBarProps) {
  return (
    // Another call resets the "Copied" state of the buttons.
    <fieldset
      key={exchange.id}
      aria-label="Take out"
      className="-mx-1 flex min-w-0 flex-wrap gap-1 border-line border-t pt-2"
    >
      {WAYS.map(([label, write]) => (
        <CopyButton key={label} look="quiet" label={label} text={() => write(exchange)} />
      ))}
      <Button look="quiet" onClick={() => save(exchange, [exchange])}>
        <Download size={15} aria-hidden /> Save HAR
      </Button>
      {tries.length > 1 && (
        <Button look="quiet" onClick={() => save(exchange, tries.toReversed())}>
          <Download size={15} aria-hidden /> Save HAR of all tries
        </Button>
      )}
    </fieldset>
  )
}

function save(exchange: Exchange, exchanges: readonly Exchange[]): void {
  saveFile(harName(exchange), 'application/json', harText(exchanges, version))
}
