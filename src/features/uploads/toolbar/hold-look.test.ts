import { expect, it } from 'vitest'
import type { Hold } from '../../../core/queue/holds.ts'
import { holdOf } from './hold-look.ts'

const hold = (kind: Hold['kind'], gateway: Hold['gateway'] = 'varg'): Hold => ({ kind, gateway })

it('holdOf names the hold of the gateway in use when two gateways hold files', () => {
  const holds = [hold('bad-key', 'varg'), hold('rate-limit', 'sandbox')]
  const report = { holds, waits: { 'bad-key': 1, 'rate-limit': 2 } }
  expect(holdOf(report, 'sandbox')).toBe(holds[1])
  expect(holdOf(report, 'varg')).toBe(holds[0])
})

it('holdOf names nothing when no file waits for the hold', () => {
  expect(holdOf({ holds: [hold('key')], waits: { retry: 1 } }, 'varg')).toBeUndefined()
})

it('holdOf names a cut connection when files wait for their next try', () => {
  const cut = hold('unreachable')
  expect(holdOf({ holds: [cut], waits: { retry: 1 } }, 'varg')).toBe(cut)
})
