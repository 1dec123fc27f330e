import { describe, expect, test } from 'vitest'
import type { FaultPlanInput } from '../../core/sandbox/faults.ts'
import { FLAWS, type Flaw } from '../../core/sandbox/flaws.ts'
import { resultOf } from '../../core/traffic/checks/check-line.ts'
import { COSTS, GATEWAY_CHECKS } from '../../core/traffic/checks/gateway-checks.ts'
import { idsOf, runChecks } from '../testing/checked-sandbox.ts'
import { putFaults, readFaults } from '../testing/fault-plans.ts'
import { makeFolder, newKey, serveSandbox } from '../testing/sandbox-server.ts'

const COST = COSTS[1]
const ALL = GATEWAY_CHECKS[1].map(({ id }) => id)

interface Misbehaviour {
  plan: FaultPlanInput
  failing: string[]
  /** Checks that the contract leaves open and that have an unexpected response. */
  unexpected?: string[]
  /** The reason of the first failing or unexpected check. */
  reason: RegExp
  /** Checks that cannot run. */
  skipped?: string[]
}

/** Checks that need a successful upload. */
const BY_UPLOAD = ['hash-agrees', 'deduplicated', 'fetchable', 'range']

/** Checks that the published contract leaves open. */
const LEFT_OPEN = ['malformed-hash', 'empty-body']

const always = (...faults: NonNullable<FaultPlanInput['chance']>['faults']): FaultPlanInput => ({
  chance: { share: 1, faults },
})

const NO_CHECK = { failing: [], reason: /^none$/ }

/** The only checks that fail under each flaw. */
const BY_FLAW: Record<Flaw, Omit<Misbehaviour, 'plan'>> = {
  // Without an accepted key, only the rejection of a bad key can be checked.
  'refuses-keys': {
    failing: ['key-accepted'],
    reason: /^The key is rejected: the answer was 401 AuthError/,
    skipped: ALL.filter((id) => id !== 'key-accepted' && id !== 'bad-key-refused'),
  },
  'takes-any-key': { failing: ['bad-key-refused'], reason: /accepted an invalid key/ },
  // Errors in the documented shape. The shape of 413 varies among real gateways.
  'odd-errors': {
    failing: ['bad-key-refused'],
    unexpected: LEFT_OPEN,
    reason: /not as documented: error and message are no texts/,
  },
  'missing-field': { failing: ['six-fields'], reason: /media_type is missing/ },
  // Uploads with and without a hash both compare the returned hash.
  'other-hash': { failing: ['hash-agrees', 'without-hash'], reason: /^Another hash/ },
  'other-size': { failing: ['hash-agrees'], reason: /^Another size .* expected 71, got 72/ },
  'never-deduplicates': { failing: ['deduplicated'], reason: /not called deduplicated/ },
  'new-urls': { failing: ['deduplicated'], reason: /another URL: first http/ },
  // The contract allows it.
  'answers-early': NO_CHECK,
  'needs-hash': { failing: ['without-hash'], reason: /400 ValidationError: .* is missing/ },
  'wrong-type': { failing: ['fetchable'], reason: /expected image\/gif, got text\/plain/ },
  // Without its first byte, every range of the file differs as well.
  'wrong-bytes': { failing: ['fetchable', 'range'], reason: /expected 71 bytes, got 70 bytes/ },
  'no-ranges': { failing: ['range'], reason: /^Ranges are ignored/ },
  'takes-over-limit': { failing: ['over-limit'], reason: /accepted a body of 52,428,801 bytes/ },
  'takes-any-hash': {
    failing: [],
    unexpected: ['malformed-hash'],
    reason: /accepted the hash sha256:xyz/,
  },
  'takes-empty': { failing: [], unexpected: ['empty-body'], reason: /accepted an empty body/ },
  // Version 1 has no such calls.
  'finds-nothing': NO_CHECK,
  'lists-nothing': NO_CHECK,
  'loses-names': NO_CHECK,
  'keeps-deleted': NO_CHECK,
}

/** The checks that fail when a fault applies to every upload. */
const BY_FAULT: [name: string, Misbehaviour][] = [
  [
    'URLs with other bytes',
    {
      plan: always({ kind: 'wrong-url' }),
      failing: ['fetchable'],
      reason: /returns other content .expected sha256/,
    },
  ],
  [
    'files that are not stored, and another size',
    {
      plan: always({ kind: 'wrong-size' }),
      failing: ['hash-agrees', 'deduplicated', 'fetchable'],
      reason: /^Another size/,
      skipped: ['range'],
    },
  ],
  [
    'an error for every upload',
    {
      plan: always({ kind: 'answer', status: 500, message: 'Out of disk.' }),
      failing: ['six-fields', 'without-hash', 'over-limit'],
      unexpected: LEFT_OPEN,
      reason: /^The upload is rejected: the answer was 500 InternalError: Out of disk\.$/,
      skipped: BY_UPLOAD,
    },
  ],
  [
    'a CDN page for every upload',
    {
      plan: always({ kind: 'html', status: 403 }),
      failing: ['six-fields', 'without-hash', 'over-limit'],
      unexpected: LEFT_OPEN,
      reason: /the answer was 403\.$/,
      skipped: BY_UPLOAD,
    },
  ],
  [
    'errors in the newer shape',
    {
      plan: always({ kind: 'answer', status: 400, nested: true }),
      failing: ['six-fields', 'without-hash', 'over-limit'],
      unexpected: LEFT_OPEN,
      reason: /the answer was 400/,
      skipped: BY_UPLOAD,
    },
  ],
]

const MISBEHAVIOURS: [name: string, Misbehaviour][] = [
  ...FLAWS.map((flaw): [string, Misbehaviour] => [
    flaw,
    { plan: { flaws: [flaw] }, ...BY_FLAW[flaw] },
  ]),
  ...BY_FAULT,
]

describe('a sandbox that follows the contract', () => {
  test('passes every check at the announced cost', async () => {
    const base = await serveSandbox(await makeFolder())
    const key = newKey()
    const lines = await runChecks(base, key, 1)
    expect(idsOf(lines, 'pass')).toEqual(ALL)
    const statuses = lines.flatMap((line) => line.exchanges.map(({ response }) => response?.status))
    expect(statuses).toEqual([200, 401, 200, 200, 200, 200, 200, 206, 413, 400, 400])
    // The upload with a bad key has no account and is not counted.
    const { seen } = await readFaults(base)
    expect(seen).toMatchObject({ uploads: COST.uploads - 1, accepted: 3, stored: COST.kept })
    expect(JSON.stringify(lines)).not.toContain(key)
  })

  test('passes every check again, because each run sends new files', async () => {
    const base = await serveSandbox(await makeFolder())
    const key = newKey()
    await runChecks(base, key, 1)
    expect(idsOf(await runChecks(base, key, 1), 'pass')).toEqual(ALL)
    expect((await readFaults(base)).seen.stored).toBe(2 * COST.kept)
  })
})

describe('a sandbox that violates the contract', () => {
  test.each(MISBEHAVIOURS)(
    'fails the matching checks: %s',
    async (_, { plan, failing, unexpected = [], reason, skipped = [] }) => {
      const base = await serveSandbox(await makeFolder())
      await putFaults(base, plan)
      const lines = await runChecks(base, newKey(), 1)
      expect(idsOf(lines, 'fail')).toEqual(failing)
      expect(idsOf(lines, 'unexpected')).toEqual(unexpected)
      expect(idsOf(lines, 'not-applicable')).toEqual(skipped)
      const first = lines.find(({ id }) => id === [...failing, ...unexpected][0])
      expect(first ? resultOf(first)?.reason : 'none').toMatch(reason)
    },
  )

  test('fails each check alone in at least one case', () => {
    const findings = MISBEHAVIOURS.map(([, { failing, unexpected = [] }]) => [
      ...failing,
      ...unexpected,
    ])
    expect(new Set(findings.filter((ids) => ids.length === 1).flat())).toEqual(new Set(ALL))
  })
})
