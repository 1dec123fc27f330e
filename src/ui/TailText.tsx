/** One line of text, truncated at its start, because names and URLs differ at their ends. */
export function TailText({ text }: { text: string }) {
  return (
    <span title={text} className="block truncate text-start [direction:rtl]">
      <bdi dir="ltr">{text}</bdi>
    </span>
  )
}
