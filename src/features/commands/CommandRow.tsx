import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ListItem } from '../../core/request/list-item.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import type { Result } from './find-results.ts'
import { words } from './words.ts'

interface CommandRowProps {
  id: string
  /** Index among the results. */
  place: number
  result: Result
  /** Shown above the first row of a group. */
  heading: string | undefined
  isCurrent: boolean
  /** The key that adds a file to the request. Undefined without a request. */
  addKeys: string | undefined
  /** What was just done with the file, in a word. */
  done: string | undefined
  renderThumbnail: (file: ListItem) => ReactNode
}

/** One line of the command menu. The field keeps the focus. */
export function CommandRow(props: CommandRowProps) {
  const { id, place, result, heading, isCurrent, done, renderThumbnail } = props
  const isFile = result.kind === 'file'
  return (
    <>
      {heading && (
        <p role="presentation" className="px-2.5 pt-2 pb-1 font-medium text-badge text-soft">
          {heading}
        </p>
      )}
      <div
        role="option"
        id={id}
        tabIndex={-1}
        data-place={place}
        aria-selected={isCurrent}
        className="flex h-10 min-w-0 cursor-default items-center gap-3 rounded-control px-2.5 aria-selected:bg-sunken max-sm:h-12"
      >
        {isFile ? (
          <span className="size-7 shrink-0 overflow-hidden rounded-chip bg-sunken [&>*]:size-full!">
            {renderThumbnail(result.file)}
          </span>
        ) : (
          <Icon of={result.command.icon} className="mx-1.5 text-soft" />
        )}
        <span className="min-w-0 truncate">
          {isFile ? <bdi>{result.file.title}</bdi> : result.command.label}
        </span>
        <span className="ms-auto flex shrink-0 items-center gap-1.5 text-meta text-soft">
          {isFile ? <FileEnd {...props} done={done} /> : <KeysEnd keys={result.command.keys} />}
        </span>
      </div>
    </>
  )
}

function FileEnd({ isCurrent, addKeys, done }: CommandRowProps) {
  if (done !== undefined) {
    return (
      <span className="inline-flex items-center gap-1.5 text-accent">
        <Icon of={Check} />
        <span>{done}</span>
      </span>
    )
  }
  return (
    <>
      {isCurrent && addKeys && (
        <>
          <span>{words.add}</span>
          <Kbd keys={addKeys} className="me-2" />
        </>
      )}
      <span>{words.copyUrl}</span>
      {isCurrent && <Kbd keys="Enter" />}
    </>
  )
}

function KeysEnd({ keys }: { keys: string | undefined }) {
  return keys === undefined ? null : <Kbd keys={keys} />
}
