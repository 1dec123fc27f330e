import type { ApiVersion } from './api-version.ts'
import type { GenerationCall } from './generation-call.ts'
import { GENERATION_1 } from './v1/generation-v1.ts'
import { GENERATION_2 } from './v2/generation-v2.ts'

export const GENERATIONS: Record<ApiVersion, GenerationCall> = { 1: GENERATION_1, 2: GENERATION_2 }
