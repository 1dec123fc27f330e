/** Characters at the end that are always visible. */
const END = 16

/** A path in one line. A long one is cut in its middle: its start names the API, its end the resource. */
export function PathText({ text }: { text: string }) {
  const slash = text.lastIndexOf('/')
  const cut = text.length - slash <= END ? Math.max(0, slash) : text.length - END
  return (
    <span data-tip={text} className="flex min-w-0">
      <span className="min-w-0 truncate whitespace-pre">{text.slice(0, cut)}</span>
      <span className="min-w-0 shrink-0 truncate whitespace-pre">{text.slice(cut)}</span>
    </span>
  )
}
