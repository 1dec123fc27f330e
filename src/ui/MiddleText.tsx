import { splitName } from './split-name.ts'

/** One line of text. A long text is cut in its middle, and a tooltip shows all of it. */
export function MiddleText({ text, className = '' }: { text: string; className?: string }) {
  const [start, end] = splitName(text)
  return (
    <span data-tip={text} data-tip-cut className={`flex min-w-0 ${className}`}>
      <bdi dir="auto" className="flex min-w-0 max-w-full">
        <span className="overflow-hidden text-ellipsis whitespace-pre">{start}</span>
        {end && <span className="shrink-0 whitespace-pre">{end}</span>}
      </bdi>
    </span>
  )
}
