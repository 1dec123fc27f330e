import type { IncomingMessage } from 'node:http'
import type { SendOptions } from 'send'
import { type ContentHash, type ErrorWire, isContentHash } from '../../core/api/contract.ts'
import { refuseField } from '../../core/api/field-problem.ts'
import { SIZE_LIMIT } from '../../core/api/size-limit.ts'
import { type Account, findAccount } from './account.ts'
import type { Keep } from './receive-file.ts'
import type { SandboxAnswer } from './sandbox-answer.ts'

export const HASH_HEADER = 'X-Content-Hash'

/** How a public file goes out. */
interface Serving {
  headers: Record<string, string>
  options: SendOptions
}

/** What the sandbox does in each place in which a gateway may break its contract. */
export interface Rules {
  findAccount(request: IncomingMessage): Account | undefined
  /** Of a file, in bytes. */
  sizes: { least: number; most: number }
  /** Which hash an upload announces, or why it is refused before its body is read. */
  readHash(
    value: string | string[] | undefined,
  ): { announced: ContentHash | undefined } | { refusal: ErrorWire }
  /** How a body is kept and answered, where it would be by `keep`. */
  changeKeep(keep: Keep): Keep
  /** Every answer of the API passes here on its way out. */
  shapeAnswer(answer: SandboxAnswer): SandboxAnswer
  changeServing(serving: Serving): Serving
}

/** As the contract has it. */
export const CONTRACT: Rules = {
  findAccount,
  sizes: { least: 1, most: SIZE_LIMIT },
  readHash(value) {
    if (value === undefined || isContentHash(value)) return { announced: value }
    const message = `${HASH_HEADER} must be sha256: and 64 lower-case hex digits.`
    return { refusal: refuseField(message, HASH_HEADER) }
  },
  changeKeep: (keep) => keep,
  shapeAnswer: (answer) => answer,
  changeServing: (serving) => serving,
}
