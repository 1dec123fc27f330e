import type { ApiVersion } from './api-version.ts'
import { DOUBTFUL_SIZE, SIZE_LIMIT } from './v1/limits-v1.ts'
import { DOUBTFUL_SIZE_2, SIZE_LIMIT_2 } from './v2/limits-v2.ts'

/** Maximum bytes of a file, and the bytes from which a gateway may refuse it. */
export const SIZE_LIMITS: Record<ApiVersion, { max: number; doubtful: number }> = {
  1: { max: SIZE_LIMIT, doubtful: DOUBTFUL_SIZE },
  2: { max: SIZE_LIMIT_2, doubtful: DOUBTFUL_SIZE_2 },
}
