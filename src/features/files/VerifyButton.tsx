import { useMutation } from '@tanstack/react-query'
import { ShieldCheck } from 'lucide-react'
import { explain } from '../../core/explain.ts'
import { asProblem } from '../../core/problem.ts'
import type { UploadId } from '../../core/upload.ts'
import { Button } from '../../ui/Button.tsx'
import { useAnnounce } from '../../ui/LiveRegions.tsx'
import type { FilesPorts } from './files-ports.ts'

/** Fetches the file back and compares; what comes of it is told by the file's badges, or its failure. */
export function VerifyButton({ id, verify }: { id: UploadId; verify: FilesPorts['verify'] }) {
  const { assertively } = useAnnounce()
  const check = useMutation({
    mutationFn: () => verify(id),
    onError: (error) => assertively(explain(asProblem(error)).sentence),
  })
  const outcome = check.error ? explain(asProblem(check.error)).sentence : undefined
  const title = outcome ?? 'Verify: fetches the file from its URL and compares it with yours'
  return (
    <>
      {outcome && (
        <span className="max-w-60 truncate text-bad text-sm" title={outcome}>
          {outcome}
        </span>
      )}
      <Button
        look="quiet"
        className="px-2"
        aria-label="Verify"
        aria-busy={check.isPending}
        title={title}
        idle={check.isPending}
        onClick={() => check.mutate()}
      >
        <ShieldCheck size={15} aria-hidden className={check.isPending ? 'animate-pulse' : ''} />
      </Button>
    </>
  )
}
