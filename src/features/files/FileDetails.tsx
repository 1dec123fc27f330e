import { formatDuration, formatPixels } from '../../core/format.ts'
import { GATEWAYS } from '../../core/gateways.ts'
import { folderOf, nameOf } from '../../core/history.ts'
import type { Listed } from '../../core/listed.ts'
import { formatDay } from '../../core/when.ts'
import { Dialog } from '../../ui/Dialog.tsx'

/** What is known of a file, for those who ask. */
export function FileDetails({ listed, onClose }: { listed: Listed; onClose: () => void }) {
  return (
    <Dialog title={`Details of ${listed.path}`} onClose={onClose}>
      <dl className="grid gap-x-4 gap-y-2 text-sm sm:grid-cols-[auto_1fr]">
        {factsOf(listed).map(([term, fact]) => (
          <div key={term} className="contents">
            <dt className="text-soft">{term}</dt>
            <dd className="wrap-anywhere select-all whitespace-pre-line font-mono">{fact}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}

function factsOf({ mediaType, size, hash, url, gateway, path, entry }: Listed): [string, string][] {
  const { width, height, duration } = entry?.media ?? {}
  const paths = entry?.paths ?? [path]
  const folders = [...new Set(paths.map(folderOf))].filter((folder) => folder !== '')
  const facts: [string, string | undefined][] = [
    ['Label', entry?.label],
    ['Uploaded as', [...new Set(paths.map(nameOf))].join('\n')],
    ['Folder', folders.join('\n')],
    ['Media type', mediaType],
    ['Size', `${size.toLocaleString('en')} bytes`],
    ['Pixels', width && height ? formatPixels(width, height) : undefined],
    ['Duration', duration === undefined ? undefined : formatDuration(duration)],
    ['Content hash', hash],
    ['File ID', entry?.result.fileId],
    ['URL', url],
    ['Gateway', GATEWAYS[gateway].label],
    // Names the key without giving it away.
    ['Key fingerprint', entry?.account],
    ['Uploaded', entry && `${formatDay(entry.at)}, ${new Date(entry.at).toLocaleTimeString()}`],
  ]
  return facts.flatMap(([term, fact]) => (fact ? [[term, fact]] : []))
}
