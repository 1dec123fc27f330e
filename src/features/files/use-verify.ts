import { useMutation } from '@tanstack/react-query'
import { explain } from '../../core/explain.ts'
import { asProblem } from '../../core/problem.ts'
import type { UploadId } from '../../core/upload.ts'
import { useAnnounce } from '../../ui/LiveRegions.tsx'
import type { FilesPorts } from './files-ports.ts'

/** A file being fetched back and compared. */
export interface Verification {
  start: () => void
  isPending: boolean
  /** Why it could not be fetched; what else comes of it is told by badges, or the failure. */
  sentence: string | undefined
}

export function useVerify(id: UploadId, verify: FilesPorts['verify']): Verification {
  const { assertively } = useAnnounce()
  const check = useMutation({
    mutationFn: () => verify(id),
    onError: (error) => assertively(explain(asProblem(error)).sentence),
  })
  return {
    start: () => check.mutate(),
    isPending: check.isPending,
    sentence: check.error ? explain(asProblem(check.error)).sentence : undefined,
  }
}
