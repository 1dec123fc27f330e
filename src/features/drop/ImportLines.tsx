import { Globe, X } from 'lucide-react'
import { explain } from '../../core/api/explain.ts'
import type { Problem } from '../../core/api/problem.ts'
import { nameOfImport, type UrlImport, type UrlImports } from '../../core/intake/url-imports.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { leaveFocus } from '../../ui/leave-focus.ts'
import { MiddleText } from '../../ui/MiddleText.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { useValue } from '../../ui/use-value.ts'
import { words } from './import-words.ts'

interface ImportLinesProps {
  imports: UrlImports
  /** Whether our server may fetch a file that the gateway failed to import. */
  hasOtherWay: (one: UrlImport) => boolean
}

/** Files at web URLs that are not in the list yet, each with its progress or its problem. */
export function ImportLines({ imports, hasOtherWay }: ImportLinesProps) {
  const list = useValue(imports.list)
  if (list.length === 0) return null
  return (
    <ul
      aria-label={words.imports}
      className="scroll-quiet max-h-[40dvh] shrink-0 overflow-y-auto border-line border-b"
    >
      {list.map((one) => (
        <Line key={one.id} one={one} imports={imports} hasOtherWay={hasOtherWay} />
      ))}
    </ul>
  )
}

function Line({ one, imports, hasOtherWay }: ImportLinesProps & { one: UrlImport }) {
  const { id, url, problem } = one
  const name = nameOfImport(one)
  const { host } = new URL(url)
  return (
    <li
      aria-label={name}
      // The columns of the list below, without its URLs.
      className="relative flex min-h-(--row) items-center gap-x-3 border-line not-last:border-b pe-1 ps-3 max-sm:flex-wrap sm:pe-3 sm:ps-(--pad) sm:@max-[45rem]:gap-x-2.5 sm:@min-[62.5rem]:gap-x-3.5"
    >
      <span className="w-4 max-sm:hidden" />
      <span className="grid size-11 place-items-center rounded-thumb bg-sunken text-soft sm:pointer-fine:size-10">
        <Icon of={Globe} />
      </span>
      <div className="min-w-0 flex-1 py-2">
        <MiddleText text={name} className="font-medium" />
        <p className="mt-0.5 text-meta text-soft wrap-anywhere">
          {problem ? <Failure problem={problem} /> : words.importing(host)}
        </p>
      </div>
      {problem && (
        <div className="flex gap-1 max-sm:order-last max-sm:basis-full max-sm:ps-14 max-sm:pb-2">
          {hasOtherWay(one) && (
            <Retry label={words.throughServer} onRetry={() => imports.retry(id, 'server')} />
          )}
          <Retry label={words.retry} onRetry={() => imports.retry(id, one.way)} />
        </div>
      )}
      <IconButton
        label={problem ? words.dismiss : words.cancel}
        icon={X}
        onClick={({ currentTarget }) => {
          leaveFocus(currentTarget.closest('li'))
          imports.remove(id)
        }}
      />
      {!problem && (
        <Progress
          label={words.importing(host)}
          percent={undefined}
          className="absolute end-0 bottom-0 start-0 h-0.5"
        />
      )}
    </li>
  )
}

/** Moves the focus first, because the button disappears with the problem. */
function Retry({ label, onRetry }: { label: string; onRetry: () => void }) {
  return (
    <Button
      onClick={({ currentTarget }) => {
        leaveFocus(currentTarget)
        onRetry()
      }}
    >
      {label}
    </Button>
  )
}

/** Our sentence, then the gateway's own words as plain text. */
function Failure({ problem }: { problem: Problem }) {
  const { sentence, gateway } = explain(problem)
  return (
    <>
      <span className="font-strong text-bad">{`${words.notImported} `}</span>
      <span className="text-ink">{gateway ? words.byGateway : sentence}</span>
      {gateway && (
        <span className="ms-1">
          <code className="font-mono text-badge leading-none">{gateway.code}</code>{' '}
          <span>{gateway.message}</span>
        </span>
      )}
    </>
  )
}
