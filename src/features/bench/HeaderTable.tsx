import type { HeaderList } from '../../core/exchange.ts'

/** Headers in the order in which they were sent. */
export function HeaderTable({ caption, headers }: { caption: string; headers: HeaderList }) {
  if (headers.length === 0) return <p className="text-soft text-sm">{caption}: none.</p>
  return (
    <table className="w-full table-fixed border-collapse text-left text-xs">
      <caption className="pb-1 text-left text-soft text-sm">{caption}</caption>
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

/** A name may come more than once; what does not change its place is known by it. */
function keyed(headers: HeaderList) {
  return headers.map(([name, value], place) => [`${place} ${name}`, name, value] as const)
}
