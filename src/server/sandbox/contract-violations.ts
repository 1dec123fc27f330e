import { randomUUID } from 'node:crypto'
import { refuseField } from '../../core/api/field-problem.ts'
import { FLAWS, type Flaw } from '../../core/sandbox/flaws.ts'
import { findAnyAccount } from './account.ts'
import { HASH_HEADER } from './contract-rules.ts'
import { storeCopy, withOtherHash, withOtherSize } from './corrupt-response.ts'
import type { UploadWire } from './file-wires.ts'
import type { ContractRules } from './sandbox-request.ts'
import { jsonResponse } from './sandbox-response.ts'

/** The rules that a flaw replaces, given the rules without it. */
type Violation = (rules: ContractRules) => Partial<ContractRules>

/** Applies the flaws to the rules. The later in {@link FLAWS} wins when two contradict. */
export function applyViolations(rules: ContractRules, flaws: readonly Flaw[]): ContractRules {
  let applied = rules
  for (const flaw of FLAWS) {
    if (flaws.includes(flaw)) applied = { ...applied, ...VIOLATIONS[flaw](applied) }
  }
  return applied
}

const VIOLATIONS: Record<Flaw, Violation> = {
  'refuses-keys': () => ({ findAccount: () => undefined }),
  'takes-any-key': () => ({ findAccount: findAnyAccount }),
  'odd-errors': ({ formatResponse }) => ({
    formatResponse(response) {
      const { status, headers, error } = response
      if (error === undefined || ![400, 401, 413].includes(status)) return formatResponse(response)
      return formatResponse({ ...jsonResponse(status, { detail: error.message }), headers })
    },
  }),
  'missing-field': changeUploads(({ media_type: _, ...wire }) => wire),
  'other-hash': changeUploads(withOtherHash),
  'other-size': changeUploads(withOtherSize),
  'never-deduplicates': changeUploads((wire) => ({ ...wire, deduplicated: false })),
  'new-urls': ({ wrapStore }) => ({
    wrapStore: (store) => async (sandboxRequest, body) => {
      // Copies first, because storing moves the body.
      const url = await storeCopy(sandboxRequest, body, randomUUID())
      return { ...(await wrapStore(store)(sandboxRequest, body)), url }
    },
  }),
  'answers-early': () => ({ answersEarly: true }),
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
  'takes-over-limit': ({ sizes }) => ({ sizes: { ...sizes, max: Number.POSITIVE_INFINITY } }),
  'takes-any-hash': ({ readHash }) => ({
    readHash(value) {
      const read = readHash(value)
      return 'refusal' in read ? readHash(undefined) : read
    },
  }),
  'takes-empty': ({ sizes }) => ({ sizes: { ...sizes, min: 0 } }),
  'finds-nothing': ({ files }) => ({ files: { ...files, finds: false } }),
  'lists-nothing': ({ files }) => ({ files: { ...files, lists: false } }),
  'loses-names': ({ files }) => ({ files: { ...files, names: false } }),
  'keeps-deleted': ({ files }) => ({ files: { ...files, deletes: false } }),
}

function changeUploads(change: (wire: Partial<UploadWire>) => Partial<UploadWire>): Violation {
  return ({ wrapStore }) => ({
    wrapStore: (store) => async (sandboxRequest, body) =>
      change(await wrapStore(store)(sandboxRequest, body)),
  })
}

/** Forbids caching, so that clients get the correct file once the flaw is removed. */
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
