import { GATEWAYS } from '../../../core/api/gateways.ts'
import { folderOf, nameOf } from '../../../core/history/history.ts'
import { formatClock, formatDay } from '../../../core/text/dates.ts'
import { formatDuration, formatPixels, knownDuration } from '../../../core/text/format.ts'
import type { Exchange } from '../../../core/traffic/exchange.ts'
import { sentVersion } from '../../../core/traffic/sent-version.ts'
import { useValue } from '../../../ui/use-value.ts'
import { ByteSize } from '../exchange/ByteSize.tsx'
import { type Fact, FactList } from '../exchange/FactList.tsx'
import { type DetailsFile, useInspector } from '../inspector-context.ts'
import { words } from '../words.ts'

const text = words.details

export function FileFacts({ file, tries }: { file: DetailsFile; tries: readonly Exchange[] }) {
  const { listed, gateway } = file
  const inUse = useValue(useInspector().versions[gateway])
  const version = listed ? sentVersion(tries, listed.url) : inUse
  return <FactList facts={factsOf(file, version && text.version(version, inUse ?? version))} />
}

/** @param version text about the API version of the upload, and the one in use if it differs */
function factsOf(file: DetailsFile, version: string | undefined): Fact[] {
  const { mediaType, size, hash, gateway, path, listed } = file
  const entry = listed?.entry
  const { width, height } = entry?.media ?? {}
  const duration = entry?.media && knownDuration(entry.media)
  const paths = entry?.paths ?? [path]
  const folders = [...new Set(paths.map(folderOf))].filter((folder) => folder !== '')
  const mono = (value: string | undefined) =>
    [
      value,
      <span key="mono" className="font-mono text-code">
        {value}
      </span>,
    ] as const
  return [
    [text.label, entry?.label],
    [listed ? text.uploadedAs : text.name, [...new Set(paths.map(nameOf))].join('\n')],
    [text.folder, folders.join('\n')],
    [text.mediaType, mediaType],
    [text.size, String(size), <ByteSize key="size" bytes={size} />],
    [text.pixels, width && height ? formatPixels(width, height) : undefined],
    [text.duration, duration === undefined ? undefined : formatDuration(duration)],
    [text.hash, ...mono(hash)],
    [text.fileId, ...mono(entry?.result.fileId)],
    [text.url, ...mono(listed?.url)],
    [text.gateway, GATEWAYS[gateway].label],
    [text.apiVersion, version],
    // Identifies the key without revealing it.
    [text.fingerprint, ...mono(entry?.account)],
    [text.uploaded, entry && `${formatDay(entry.at)}, ${formatClock(entry.at)}`],
  ]
}
