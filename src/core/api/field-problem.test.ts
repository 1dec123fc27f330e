import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ENDPOINTS } from '../request/generation.ts'
import { readGeneration } from '../request/generation-contract.ts'
import { readFaultPlan } from '../sandbox/read-fault-plan.ts'
import { VALIDATOR_WORDS } from '../testing/hostile-fields.ts'
import type { ErrorWire } from './contract.ts'

const value = fc.oneof(
  fc.constantFrom(null, true, -1, 1.5, 1e13, '', 'a b', {}, [], [[]], [{}], [null]),
  fc.integer(),
)

/** An object with any of these fields. */
const some = (names: readonly string[], values: fc.Arbitrary<unknown> = value) =>
  fc.record(Object.fromEntries(names.map((name) => [name, values])), { requiredKeys: [] })

const kind = fc.constantFrom('answer', 'html', 'break', 'stall', 'silence', 'else', 7)
const FAULT = ['status', 'afterBytes', 'headers', 'times', 'error', 'mediaType', 'early', 'odd']
const fault = fc.tuple(some(FAULT), kind).map(([fields, name]) => ({ ...fields, kind: name }))
const plan = some(
  ['rateLimit', 'latency', 'bytesPerSecond', 'next', 'chance', 'flaws', 'odd'],
  fc.oneof(value, fc.array(fault), some(['limit', 'seconds', 'tells', 'share', 'faults'])),
)
const request = some(
  ['model', 'prompt', 'files', 'aspect_ratio', 'duration', 'audio_url'],
  fc.oneof(value, fc.constantFrom('sync-v2-pro', 'whisper'), fc.array(some(['url', 'media_type']))),
)

function expectPlainWords(read: object): void {
  if (!('refusal' in read)) return
  expect((read.refusal as ErrorWire).message).not.toMatch(VALIDATOR_WORDS)
}

it('refuseIssue writes plain words for any invalid fault plan', () => {
  fc.assert(
    fc.property(fc.oneof(value, plan), (data) => {
      expectPlainWords(readFaultPlan(JSON.stringify(data)))
    }),
  )
})

it('refuseIssue writes plain words for any invalid generation request', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.values(ENDPOINTS)),
      fc.oneof(value, request),
      (asked, data) => {
        expectPlainWords(readGeneration(asked, JSON.stringify(data)))
      },
    ),
  )
})
