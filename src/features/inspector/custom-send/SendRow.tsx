import { formatMilliseconds } from '../../../core/text/format.ts'
import { isWebLink } from '../../../core/text/url-link.ts'
import type { RunRow } from '../../../core/traffic/run-row.ts'
import { TailText } from '../../../ui/TailText.tsx'
import { words } from '../words.ts'

const PADDING = 'px-1.5 py-1 align-baseline sm:px-2'
const CELL = `${PADDING} whitespace-nowrap`

interface SendRowProps {
  row: RunRow
  isOver: boolean
  onOpen: (() => void) | undefined
}

export function SendRow({ row, isOver, onOpen }: SendRowProps) {
  const { number, status, milliseconds, deduplicated, url, error } = row
  const numberCell = <td className={`${CELL} text-end text-soft`}>{number}</td>
  const outcome = status === undefined ? words.custom.noResponse : String(status)
  if (milliseconds === undefined) {
    return (
      <tr className="border-line not-first:border-t">
        {numberCell}
        <td colSpan={4} className={`${CELL} text-soft`}>
          {isOver ? words.custom.notSent : words.custom.notOver}
        </td>
      </tr>
    )
  }
  return (
    <tr className="border-line not-first:border-t">
      {numberCell}
      <td className={`${CELL} font-medium ${error === undefined ? '' : 'text-bad'}`}>
        {onOpen ? (
          <button
            type="button"
            aria-label={words.custom.show(number, outcome)}
            onClick={onOpen}
            className="-my-1 min-h-6 rounded-sm pointer-coarse:min-h-11 underline decoration-faint underline-offset-3 hover:decoration-current"
          >
            {outcome}
          </button>
        ) : (
          outcome
        )}
      </td>
      <td className={`${CELL} text-end`}>{formatMilliseconds(milliseconds)}</td>
      {url === undefined ? (
        <td colSpan={2} className={`wrap-anywhere ${PADDING} text-bad`}>
          {error}
        </td>
      ) : (
        <>
          <td className={CELL}>{deduplicated ? words.custom.yes : words.custom.no}</td>
          <td className={`max-w-0 ${PADDING}`}>
            <GivenUrl url={url} />
            {error !== undefined && <p className="wrap-anywhere text-bad">{error}</p>}
          </td>
        </>
      )}
    </tr>
  )
}

/** The URL in the response. Only http and https become a link. */
function GivenUrl({ url }: { url: string }) {
  if (!isWebLink(url)) {
    return (
      <span className="font-mono text-code">
        <TailText text={url} />
      </span>
    )
  }
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      className="block font-mono text-accent text-code underline-offset-3 hover:underline"
    >
      <TailText text={url} />
    </a>
  )
}
