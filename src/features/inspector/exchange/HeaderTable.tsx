import { ChevronRight } from 'lucide-react'
import type { HeaderList } from '../../../core/api/credential.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { words } from '../words.ts'
import { CopyValue } from './CopyValue.tsx'

interface HeaderTableProps {
  caption: string
  headers: HeaderList
  /** Whether the headers are folded until a person opens them. */
  isFolded?: boolean
}

/** Headers in the order of the message. */
export function HeaderTable({ caption, headers, isFolded = false }: HeaderTableProps) {
  if (headers.length === 0) return <p className="text-soft">{words.call.noHeaders(caption)}</p>
  if (!isFolded) return <Rows caption={caption} headers={headers} />
  return (
    <details className="group">
      <summary className="inline-flex min-h-6 cursor-pointer list-none items-center gap-1 rounded-chip pointer-coarse:min-h-11 text-soft hover:text-ink [&::-webkit-details-marker]:hidden">
        <Icon of={ChevronRight} className="rtl:rotate-180 group-open:rotate-90!" />
        <span>{caption}</span>
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
    <table
      aria-label={label}
      className="w-full table-fixed border-collapse text-start font-mono text-code"
    >
      {caption && (
        <caption className="pb-1 text-start font-sans font-strong text-meta text-soft">
          {caption}
        </caption>
      )}
      <tbody>
        {keyed(headers).map(([key, name, value]) => (
          <tr key={key} className="group/row border-line not-first:border-t pointer-fine:align-top">
            <th
              scope="row"
              className="wrap-anywhere w-2/5 py-1.25 pe-3 text-start font-normal text-code-name sm:w-50"
            >
              {name}
            </th>
            <td className="wrap-anywhere py-1.25">{value}</td>
            <td className="w-9 py-1.25 text-end">
              <CopyValue term={name} value={value} />
            </td>
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
