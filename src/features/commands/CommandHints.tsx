import { Kbd } from '../../ui/Kbd.tsx'
import { words } from './words.ts'

/** The keys of the command menu. */
export function CommandHints({ addKeys }: { addKeys: string | undefined }) {
  const hints = [
    ['Up', 'Down', words.move],
    ['Enter', words.run],
    ...(addKeys === undefined ? [] : [[addKeys, words.addHint]]),
  ]
  return (
    <div
      aria-hidden
      className="mt-auto flex shrink-0 gap-3.5 border-line border-t px-4 py-2 text-meta text-soft max-sm:hidden pointer-coarse:hidden"
    >
      {hints.map((hint) => (
        <span key={hint.at(-1)} className="inline-flex items-center gap-1">
          {hint.slice(0, -1).map((keys) => (
            <Kbd key={keys} keys={keys} />
          ))}
          <span>{hint.at(-1)}</span>
        </span>
      ))}
    </div>
  )
}
