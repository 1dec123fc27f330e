import { ChevronRight } from 'lucide-react'
import type { HeaderList } from '../../../core/api/credential.ts'

interface HeaderTableProps {
  caption: string
  headers: HeaderList
  /** Whether the headers are folded until a person opens them. */
  isFolded?: boolean
}

/** Headers in the order of the message. */
export function HeaderTable({ caption, headers, isFolded = false }: HeaderTableProps) {
  if (headers.length === 0) return <p className="text-soft text-sm">{caption}: none.</p>
  if (!isFolded) return <Rows caption={caption} headers={headers} />
  return (
    <details className="group">
      <summary className="inline-flex min-h-6 cursor-pointer list-none items-center gap-1 rounded pointer-coarse:min-h-11 text-sm text-soft hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight size={14} aria-hidden className="group-open:rotate-90" />
        {caption}
      </summary>
      <Rows label={caption} headers={headers} />
    </details>
  )
}

interface RowsProps {
  caption?: string
  /** Replaces the caption when its words are visible elsewhere. */
  label?: string
  headers: HeaderList
}

function Rows({ caption, label, headers }: RowsProps) {
  return (
    <table aria-label={label} className="w-full table-fixed border-collapse text-left text-xs">
      {caption && <caption className="pb-1 text-left text-soft text-sm">{caption}</caption>}
      <tbody>
        {keyed(headers).map(([key, name, value]) => (
          <tr key={key} className="border-line border-t align-top">
            <th
              scope="row"
              className="wrap-anywhere w-2/5 py-1 pr-3 font-normal font-mono text-code-name sm:w-56"
            >
              {name}
            </th>
            <td className="wrap-anywhere py-1 font-mono">{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Keys the headers by place, because a name may occur more than once. */
function keyed(headers: HeaderList) {
  return headers.map(([name, value], place) => [`${place} ${name}`, name, value] as const)
}
