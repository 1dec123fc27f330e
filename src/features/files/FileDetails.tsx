import type { UploadedFile } from '../../core/contract.ts'
import { Dialog } from '../../ui/Dialog.tsx'

/** What else the gateway said of a file, for those who ask. */
export function FileDetails({
  path,
  result,
  onClose,
}: {
  path: string
  result: UploadedFile
  onClose: () => void
}) {
  const facts = [
    ['Media type', result.mediaType],
    ['Size', `${result.size.toLocaleString('en')} bytes`],
    ['Content hash', result.hash],
    ['File ID', result.fileId],
    ['URL', result.url],
  ]
  return (
    <Dialog title={`Details of ${path}`} onClose={onClose}>
      <dl className="grid gap-x-4 gap-y-2 text-sm sm:grid-cols-[auto_1fr]">
        {facts.map(([term, fact]) => (
          <div key={term} className="contents">
            <dt className="text-soft">{term}</dt>
            <dd className="wrap-anywhere select-all font-mono">{fact}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
