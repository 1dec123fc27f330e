import { randomUUID } from 'node:crypto'
import { isContentHash, type UploadedWire } from '../../core/api/contract.ts'
import { refuseField } from '../../core/api/field-problem.ts'
import { FLAWS, type Flaw } from '../../core/sandbox/flaws.ts'
import { findAnyAccount } from './account.ts'
import { HASH_HEADER } from './rules.ts'
import { jsonAnswer } from './sandbox-answer.ts'
import type { Rules } from './visit.ts'
import { keepCopy, withOtherHash, withOtherSize } from './wrong-upload.ts'

/** The rules that are others under a flaw, made of those that would hold without it. */
type Breach = (rules: Rules) => Partial<Rules>

/** The rules that are left. Where two flaws contradict each other, the later in {@link FLAWS} counts. */
export function breakRules(rules: Rules, flaws: readonly Flaw[]): Rules {
  let left = rules
  for (const flaw of FLAWS) {
    if (flaws.includes(flaw)) left = { ...left, ...BREACHES[flaw](left) }
  }
  return left
}

const BREACHES: Record<Flaw, Breach> = {
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
    changeKeep: (keep) => async (visit, body) => {
      // Before the body is kept: then it is gone.
      const url = await keepCopy(visit, body, randomUUID())
      return { ...(await changeKeep(keep)(visit, body)), url }
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

function answerUploads(change: (wire: Partial<UploadedWire>) => Partial<UploadedWire>): Breach {
  return ({ changeKeep }) => ({
    changeKeep: (keep) => async (visit, body) => change(await changeKeep(keep)(visit, body)),
  })
}

/** What is wrong is for nobody to keep: it is right again when the flaw goes. */
function serveFiles(change: Rules['changeServing']): Breach {
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
