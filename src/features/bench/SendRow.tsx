import { formatMilliseconds } from '../../core/format.ts'
import { isWebLink } from '../../core/link.ts'
import type { RunRow } from '../../core/run-row.ts'
import { TailText } from '../../ui/TailText.tsx'

const CELL = 'px-2 py-1 align-baseline whitespace-nowrap'

/** One send of a test as a line of its table. */
export function SendRow({ row, isOver }: { row: RunRow; isOver: boolean }) {
  const { number, status, milliseconds, deduplicated, url, trouble } = row
  const numberCell = <td className={`${CELL} text-right text-soft`}>{number}</td>
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
      <td className={`${CELL} font-medium ${trouble === undefined ? '' : 'text-bad'}`}>
        {status ?? 'No answer'}
      </td>
      <td className={`${CELL} text-right`}>{formatMilliseconds(milliseconds)}</td>
      {url === undefined ? (
        <td colSpan={2} className="wrap-anywhere px-2 py-1 align-baseline text-bad">
          {trouble}
        </td>
      ) : (
        <>
          <td className={CELL}>{deduplicated ? 'yes' : 'no'}</td>
          <td className="max-w-0 px-2 py-1 align-baseline">
            <GivenUrl url={url} />
            {trouble !== undefined && <p className="wrap-anywhere text-bad">{trouble}</p>}
          </td>
        </>
      )}
    </tr>
  )
}

/** What the gateway answered with. Only http and https become a link. */
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
