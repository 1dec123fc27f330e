import type { UploadedFile } from '../../core/contract.ts'

/** What else the gateway said of the file, for those who ask. */
export function FileFacts({ result }: { result: UploadedFile }) {
  const facts = [
    ['Media type', result.mediaType],
    ['File ID', result.fileId],
    ['Content hash', result.hash],
    ['Size', `${result.size.toLocaleString('en')} bytes`],
  ]
  return (
    <dl className="grid gap-x-4 gap-y-1 px-3 py-1 text-sm sm:grid-cols-[auto_1fr]">
      {facts.map(([term, fact]) => (
        <div key={term} className="contents">
          <dt className="text-soft">{term}</dt>
          <dd className="wrap-anywhere select-all font-mono">{fact}</dd>
        </div>
      ))}
    </dl>
  )
}
