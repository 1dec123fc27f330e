import { describe, expect, test } from 'vitest'
import type { FaultPlanInput } from '../../core/sandbox/faults.ts'
import { FLAWS, type Flaw } from '../../core/sandbox/flaws.ts'
import { resultOf } from '../../core/traffic/checks/check-line.ts'
import { COSTS, GATEWAY_CHECKS } from '../../core/traffic/checks/gateway-checks.ts'
import { idsOf, runChecks } from '../testing/checked-sandbox.ts'
import { putFaults, readFaults } from '../testing/fault-plans.ts'
import { makeFolder, newKey, serveSandbox } from '../testing/sandbox-server.ts'

const ALL = GATEWAY_CHECKS[2].map(({ id }) => id)

/** A limit that responses report, and that is never reached. */
const LIMITED: FaultPlanInput = { rateLimit: { limit: 1000, seconds: 60 } }

/** Checks that need no successful upload. */
const WITHOUT_UPLOAD = ['key-accepted', 'bad-key-refused', 'rate-headers']

interface Findings {
  failing?: string[]
  unexpected?: string[]
  skipped?: string[]
  /** The reason of the first failing or unexpected check. */
  reason?: RegExp
}

/** What the checks find under each flaw. */
const BY_FLAW: Record<Flaw, Findings> = {
  'refuses-keys': {
    failing: ['key-accepted'],
    reason: /^The key is rejected: the answer was 401 unauthorized/,
    skipped: ALL.filter((id) => id !== 'key-accepted' && id !== 'bad-key-refused'),
  },
  'takes-any-key': { failing: ['bad-key-refused'], reason: /accepted an invalid key/ },
  'odd-errors': {
    failing: ['bad-key-refused'],
    unexpected: ['malformed-hash', 'empty-body'],
    reason: /error\.code and error\.message are no texts/,
  },
  // Version 2 promises the URL only.
  'missing-field': {},
  'other-hash': { failing: ['hash-agrees', 'without-hash'], reason: /^Another hash/ },
  'other-size': { failing: ['hash-agrees'], reason: /expected 71, got 72/ },
  'never-deduplicates': { failing: ['deduplicated'], reason: /not called deduplicated/ },
  'new-urls': {
    failing: ['deduplicated', 'bare-hash', 'asked', 'listed'],
    skipped: ['named'],
    reason: /another URL: first http/,
  },
  'answers-early': {},
  'needs-hash': { failing: ['without-hash'], reason: /400 invalid_request: .* is missing/ },
  'wrong-type': { failing: ['fetchable'], reason: /expected image\/gif, got text\/plain/ },
  'wrong-bytes': { failing: ['fetchable', 'range'], reason: /expected 71 bytes, got 70 bytes/ },
  'no-ranges': { failing: ['range'], reason: /^Ranges are ignored/ },
  'takes-over-limit': { failing: ['over-limit'], reason: /a body of 209,715,201 bytes/ },
  'takes-any-hash': { unexpected: ['malformed-hash'], reason: /the hash sha256:xyz/ },
  'takes-empty': { unexpected: ['empty-body'], reason: /accepted an empty body/ },
  'finds-nothing': { failing: ['asked'], reason: /^It is not found by sha256:/ },
  'lists-nothing': { failing: ['listed'], skipped: ['named'], reason: /not in the list/ },
  'loses-names': { failing: ['named'], reason: /expected refdrop-check\.gif, got null/ },
  'keeps-deleted': { failing: ['removed'], reason: /still in the list/ },
}

const CASES: [name: string, FaultPlanInput, Findings][] = [
  ...FLAWS.map((flaw): [string, FaultPlanInput, Findings] => [
    flaw,
    // Without an accepted key, no call is counted.
    { ...LIMITED, flaws: [flaw] },
    BY_FLAW[flaw],
  ]),
  [
    'a limit that is reset after seconds',
    { rateLimit: { limit: 1000, seconds: 60, tells: ['reset-after'] } },
    { failing: ['rate-headers'], reason: /X-RateLimit-Reset is \d+, not an ISO date/ },
  ],
  [
    'an error for every upload',
    { ...LIMITED, chance: { share: 1, faults: [{ kind: 'answer', status: 502 }] } },
    {
      failing: ['fields', 'without-hash', 'over-limit'],
      unexpected: ['malformed-hash', 'empty-body'],
      skipped: ALL.filter(
        (id) =>
          ![
            ...WITHOUT_UPLOAD,
            ...['owner', 'fields', 'without-hash', 'unknown-file', 'over-limit'],
            ...['malformed-hash', 'empty-body'],
          ].includes(id),
      ),
      reason: /^The upload is rejected: the answer was 502/,
    },
  ],
]

describe('a sandbox that follows version 2', () => {
  test('passes every check at the announced cost and keeps no file', async () => {
    const base = await serveSandbox(await makeFolder())
    await putFaults(base, LIMITED)
    const key = newKey()
    const lines = await runChecks(base, key, 2)
    expect(idsOf(lines, 'pass')).toEqual(ALL)
    const own = new Set(lines.flatMap(({ exchanges }) => exchanges))
    expect(own.size).toBe(COSTS[2].calls)
    // The upload with a bad key has no account and is not counted.
    const { seen } = await readFaults(base)
    expect(seen).toMatchObject({ uploads: COSTS[2].uploads - 1, accepted: 4, stored: 2 })
    expect(JSON.stringify(lines)).not.toContain(key)
  })

  test('passes every check but that of the limit when it has none', async () => {
    const base = await serveSandbox(await makeFolder())
    const lines = await runChecks(base, newKey(), 2)
    expect(idsOf(lines, 'pass')).toEqual(ALL.filter((id) => id !== 'rate-headers'))
    expect(idsOf(lines, 'not-applicable')).toEqual(['rate-headers'])
  })
})

describe('a sandbox that violates version 2', () => {
  test.each(CASES)('fails the matching checks: %s', async (_, plan, findings) => {
    const { failing = [], unexpected = [], skipped = [], reason = /^none$/ } = findings
    const base = await serveSandbox(await makeFolder())
    await putFaults(base, plan)
    const lines = await runChecks(base, newKey(), 2)
    expect(idsOf(lines, 'fail')).toEqual(failing)
    expect(idsOf(lines, 'unexpected')).toEqual(unexpected)
    expect(idsOf(lines, 'not-applicable')).toEqual(skipped)
    const first = lines.find(({ id }) => id === [...failing, ...unexpected][0])
    expect(first ? resultOf(first)?.reason : 'none').toMatch(reason)
  })
})
