import { DEFAULT_VERSION } from '../../../core/api/api-version.ts'
import { SIZE_LIMITS } from '../../../core/api/size-limits.ts'
import { formatBytes } from '../../../core/text/format.ts'
import type { Upload } from '../../../core/uploads/upload.ts'
import { useValue } from '../../../ui/use-value.ts'
import { useUploads } from '../uploads-context.ts'
import { Fact } from './Fact.tsx'
import { words } from './words.ts'

/** The size of a file that is not uploaded, with a hint when the gateway may refuse it. */
export function SizeFacts({ upload: { size, gateway } }: { upload: Upload }) {
  const version = useValue(useUploads().apiVersions[gateway]) ?? DEFAULT_VERSION
  return (
    <>
      <Fact>{formatBytes(size)}</Fact>
      {size > SIZE_LIMITS[version].doubtful && <Fact>{words.closeToLimit}</Fact>}
    </>
  )
}
