import { GATEWAYS } from '../../../core/api/gateways.ts'
import { folderOf, nameOf } from '../../../core/history/history.ts'
import { formatClock, formatDay } from '../../../core/text/dates.ts'
import { formatDuration, formatPixels, knownDuration } from '../../../core/text/format.ts'
import { type Fact, FactList } from '../exchange/FactList.tsx'
import type { DetailsFile } from '../inspector-context.ts'

export function FileFacts({ file }: { file: DetailsFile }) {
  const facts = factsOf(file).flatMap(([term, fact]): Fact[] => (fact ? [[term, shown(fact)]] : []))
  return <FactList facts={facts} />
}

/** A click selects the whole fact for copying. */
function shown(fact: string) {
  return <span className="select-all whitespace-pre-line font-mono">{fact}</span>
}

function factsOf({
  mediaType,
  size,
  hash,
  gateway,
  path,
  listed,
}: DetailsFile): [string, string | undefined][] {
  const entry = listed?.entry
  const { width, height } = entry?.media ?? {}
  const duration = entry?.media && knownDuration(entry.media)
  const paths = entry?.paths ?? [path]
  const folders = [...new Set(paths.map(folderOf))].filter((folder) => folder !== '')
  return [
    ['Label', entry?.label],
    [listed ? 'Uploaded as' : 'Name', [...new Set(paths.map(nameOf))].join('\n')],
    ['Folder', folders.join('\n')],
    ['Media type', mediaType],
    ['Size', `${size.toLocaleString('en')} bytes`],
    ['Pixels', width && height ? formatPixels(width, height) : undefined],
    ['Duration', duration === undefined ? undefined : formatDuration(duration)],
    ['Content hash', hash],
    ['File ID', entry?.result.fileId],
    ['URL', listed?.url],
    ['Gateway', GATEWAYS[gateway].label],
    // Identifies the key without revealing it.
    ['Key fingerprint', entry?.account],
    ['Uploaded', entry && `${formatDay(entry.at)}, ${formatClock(entry.at)}`],
  ]
}
