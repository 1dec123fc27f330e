/** One line of text that is cut at its start where it is too long: names and URLs differ at their ends. */
export function TailText({ text }: { text: string }) {
  return (
    <span title={text} className="block truncate text-left [direction:rtl]">
      <bdi dir="ltr">{text}</bdi>
    </span>
  )
}
