import { Info } from 'lucide-react'
import { useState } from 'react'
import type { UploadedFile } from '../../core/contract.ts'
import { isWebLink } from '../../core/link.ts'
import type { Upload } from '../../core/upload.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { TailText } from '../../ui/TailText.tsx'
import { FileDetails } from './FileDetails.tsx'
import type { FilesPorts } from './files-ports.ts'
import { useVerify } from './use-verify.ts'
import { VerifyButton } from './VerifyButton.tsx'

interface FileResultProps {
  upload: Upload
  result: UploadedFile
  verify: FilesPorts['verify']
}

/** Where the file now lives, ready to copy. What is not http or https is shown, never linked. */
export function FileResult({ upload, result, verify }: FileResultProps) {
  const [detailsShown, setDetailsShown] = useState(false)
  const text = 'min-w-0 flex-1 font-mono text-sm'
  const ground = upload.gateway === 'sandbox' ? 'bg-sandbox-soft' : 'bg-sunken'
  const check = useVerify(upload.id, verify)
  return (
    <div className={`grid grid-cols-1 rounded-lg ${ground}`}>
      <div className={`flex items-center gap-1 p-1 pl-3`}>
        {isWebLink(result.url) ? (
          <a
            href={result.url}
            target="_blank"
            rel="noopener noreferrer"
            className={`${text} text-accent underline-offset-4 hover:underline`}
          >
            <TailText text={result.url} />
          </a>
        ) : (
          <span className={text}>
            <TailText text={result.url} />
          </span>
        )}
        <Button
          look="quiet"
          className="px-2"
          aria-label="Details"
          title="Details: media type, file ID, content hash"
          onClick={() => setDetailsShown(true)}
        >
          <Info size={15} aria-hidden />
        </Button>
        {upload.stage.name === 'uploaded' && <VerifyButton check={check} />}
        <CopyButton label="Copy URL" text={() => result.url} />
        {detailsShown && (
          <FileDetails path={upload.path} result={result} onClose={() => setDetailsShown(false)} />
        )}
      </div>
      {check.sentence && (
        <p className="wrap-anywhere px-3 pb-2 text-bad text-sm">{check.sentence}</p>
      )}
    </div>
  )
}
