import { randomUUID } from 'node:crypto'
import { isContentHash, type UploadedWire } from '../../core/api/contract.ts'
import { refuseField } from '../../core/api/field-problem.ts'
import { FLAWS, type Flaw } from '../../core/sandbox/flaws.ts'
import { findAnyAccount } from './account.ts'
import { HASH_HEADER } from './contract-rules.ts'
import { keepCopy, withOtherHash, withOtherSize } from './corrupt-response.ts'
import type { ContractRules } from './sandbox-request.ts'
import { jsonAnswer } from './sandbox-response.ts'

/** The rules that are others under a flaw, made of those that would hold without it. */
type Violation = (rules: ContractRules) => Partial<ContractRules>

/** The rules that are left. Where two flaws contradict each other, the later in {@link FLAWS} counts. */
export function applyViolations(rules: ContractRules, flaws: readonly Flaw[]): ContractRules {
  let left = rules
  for (const flaw of FLAWS) {
    if (flaws.includes(flaw)) left = { ...left, ...VIOLATIONS[flaw](left) }
  }
  return left
}

const VIOLATIONS: Record<Flaw, Violation> = {
  'refuses-keys': () => ({ findAccount: () => undefined }),
  'takes-any-key': () => ({ findAccount: findAnyAccount }),
  'odd-errors': ({ shapeAnswer }) => ({
    shapeAnswer(answer) {
      const { status, headers, error } = answer
      if (error === undefined || ![400, 401, 413].includes(status)) return shapeAnswer(answer)
      return shapeAnswer({ ...jsonAnswer(status, { detail: error.message }), headers })
    },
  }),
  'missing-field': answerUploads(({ media_type: _, ...wire }) => wire),
  'other-hash': answerUploads(withOtherHash),
  'other-size': answerUploads(withOtherSize),
  'never-deduplicates': answerUploads((wire) => ({ ...wire, deduplicated: false })),
  'new-urls': ({ changeKeep }) => ({
    changeKeep: (keep) => async (sandboxRequest, body) => {
      // Before the body is kept: then it is gone.
      const url = await keepCopy(sandboxRequest, body, randomUUID())
      return { ...(await changeKeep(keep)(sandboxRequest, body)), url }
    },
  }),
  'needs-hash': ({ readHash }) => ({
    readHash(value) {
      if (value !== undefined) return readHash(value)
      return { refusal: refuseField(`${HASH_HEADER} is missing.`, HASH_HEADER) }
    },
  }),
  'wrong-type': serveFiles(({ headers, options }) => ({
    headers: { ...headers, 'Content-Type': 'text/plain' },
    options,
  })),
  'wrong-bytes': serveFiles(({ headers, options }) => ({
    headers,
    options: { ...options, start: 1 },
  })),
  'no-ranges': serveFiles(({ headers, options }) => ({
    headers,
    options: { ...options, acceptRanges: false },
  })),
  'takes-over-limit': ({ sizes }) => ({ sizes: { ...sizes, most: Number.POSITIVE_INFINITY } }),
  'takes-any-hash': ({ readHash }) => ({
    readHash: (value) => readHash(isContentHash(value) ? value : undefined),
  }),
  'takes-empty': ({ sizes }) => ({ sizes: { ...sizes, least: 0 } }),
}

function answerUploads(change: (wire: Partial<UploadedWire>) => Partial<UploadedWire>): Violation {
  return ({ changeKeep }) => ({
    changeKeep: (keep) => async (sandboxRequest, body) =>
      change(await changeKeep(keep)(sandboxRequest, body)),
  })
}

/** What is wrong is for nobody to keep: it is right again when the flaw goes. */
function serveFiles(change: ContractRules['changeServing']): Violation {
  return ({ changeServing }) => ({
    changeServing(serving) {
      const { headers, options } = change(changeServing(serving))
      const { ETag: _, ...unnamed } = headers
      return {
        headers: { ...unnamed, 'Cache-Control': 'no-store' },
        options: { ...options, cacheControl: false, etag: false, lastModified: false },
      }
    },
  })
}
