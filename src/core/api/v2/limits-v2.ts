import type { GenerationLimits } from '../generation-call.ts'

/** Maximum size of a body in bytes: the documented 200 MB as binary megabytes. */
export const SIZE_LIMIT_2 = 209_715_200

/** A gateway that counts decimal megabytes may refuse a body above this many bytes. */
export const DOUBTFUL_SIZE_2 = 200_000_000

/** Limits of every image and video in the gateway's OpenAPI document. */
export const GENERATION_LIMITS_2: GenerationLimits = { prompt: 2000, files: 10, seconds: [1, 120] }
