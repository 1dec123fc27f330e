/** Characters of the end that stay whatever the room. */
const END = 16

/** One line of text that is cut in its middle where it is too long: which API it is of, and what is asked of it. */
export function PathText({ text }: { text: string }) {
  const slash = text.lastIndexOf('/')
  const cut = text.length - slash <= END ? Math.max(0, slash) : text.length - END
  return (
    <span title={text} className="flex min-w-0">
      <span className="min-w-0 truncate whitespace-pre">{text.slice(0, cut)}</span>
      <span className="min-w-0 shrink-0 truncate whitespace-pre">{text.slice(cut)}</span>
    </span>
  )
}
