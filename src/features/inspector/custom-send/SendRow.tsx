import { formatMilliseconds } from '../../../core/text/format.ts'
import { isWebLink } from '../../../core/text/url-link.ts'
import type { RunRow } from '../../../core/traffic/run-row.ts'
import { TailText } from '../../../ui/TailText.tsx'

const PADDING = 'px-1.5 py-1 align-baseline sm:px-2'
const CELL = `${PADDING} whitespace-nowrap`

interface SendRowProps {
  row: RunRow
  isOver: boolean
  onOpen: (() => void) | undefined
}

export function SendRow({ row, isOver, onOpen }: SendRowProps) {
  const { number, status, milliseconds, deduplicated, url, error } = row
  const numberCell = <td className={`${CELL} text-right text-soft`}>{number}</td>
  const outcome = status === undefined ? 'No answer' : String(status)
  if (milliseconds === undefined) {
    return (
      <tr>
        {numberCell}
        <td colSpan={4} className={`${CELL} text-soft`}>
          {isOver ? 'Not sent' : 'Not over yet'}
        </td>
      </tr>
    )
  }
  return (
    <tr>
      {numberCell}
      <td className={`${CELL} font-medium ${error === undefined ? '' : 'text-bad'}`}>
        {onOpen ? (
          <button
            type="button"
            aria-label={`Show send ${number}: ${outcome}`}
            onClick={onOpen}
            className="-my-1 min-h-6 rounded pointer-coarse:min-h-11 underline decoration-line-strong underline-offset-4 hover:decoration-current"
          >
            {outcome}
          </button>
        ) : (
          outcome
        )}
      </td>
      <td className={`${CELL} text-right`}>{formatMilliseconds(milliseconds)}</td>
      {url === undefined ? (
        <td colSpan={2} className={`wrap-anywhere ${PADDING} text-bad`}>
          {error}
        </td>
      ) : (
        <>
          <td className={CELL}>{deduplicated ? 'yes' : 'no'}</td>
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
      <span className="font-mono text-xs">
        <TailText text={url} />
      </span>
    )
  }
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      className="block font-mono text-accent text-xs underline-offset-4 hover:underline"
    >
      <TailText text={url} />
    </a>
  )
}
