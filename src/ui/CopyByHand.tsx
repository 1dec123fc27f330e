/** Text that the clipboard refused, selected and ready for Ctrl+C. */
export function CopyByHand({ label, text }: { label: string; text: string }) {
  return (
    <textarea
      aria-label={label}
      readOnly
      value={text}
      rows={Math.min(8, text.split('\n').length)}
      ref={(field) => {
        field?.focus()
        field?.select()
      }}
      className="w-full rounded-lg border border-line-strong bg-surface p-2 font-mono text-sm"
    />
  )
}
