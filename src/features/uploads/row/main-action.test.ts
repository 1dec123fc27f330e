import { expect, it } from 'vitest'
import type { Problem } from '../../../core/api/problem.ts'
import type { Stage } from '../../../core/uploads/stage.ts'
import { mainActionOf } from './main-action.ts'

const hash = `sha256:${'a'.repeat(64)}` as const
const hashed = { hash, attempts: 1 }

const refused = (status: number, field?: string): Problem => ({
  kind: 'refused',
  status,
  code: 'SomeError',
  message: 'No.',
  field,
})

it.each<[string, Stage]>([
  ['cancel', { name: 'queued' }],
  ['cancel', { name: 'hashing', hashed: 0 }],
  ['cancel', { name: 'ready', ...hashed }],
  ['cancel', { name: 'uploading', sent: 0, ...hashed }],
  ['cancel', { name: 'confirming', ...hashed }],
  ['cancel', { name: 'waiting', reason: { kind: 'rate-limit' }, ...hashed }],
  [
    'retry',
    { name: 'waiting', reason: { kind: 'retry', at: 1, problem: refused(503) }, ...hashed },
  ],
  ['retry', { name: 'canceled', ...hashed }],
  ['choose-file', { name: 'missing-file', ...hashed }],
])('the main action is %s when the file is %o', (action, stage) => {
  expect(mainActionOf(stage, 1)).toBe(action)
})

it.each<[string, Problem]>([
  ['remove', refused(400)],
  ['remove', refused(413)],
  ['remove', refused(415)],
  ['remove', refused(422)],
  ['remove', { kind: 'empty' }],
  ['remove', { kind: 'too-large', size: 2, limit: 1 }],
  ['remove', { kind: 'not-media' }],
  ['retry', refused(400, 'X-Content-Hash')],
  ['retry', refused(403)],
  ['retry', refused(404)],
  ['retry', refused(409)],
  ['retry', refused(500)],
  ['retry', refused(507)],
  ['retry', { kind: 'no-answer', seconds: 120 }],
  ['retry', { kind: 'mismatch', fact: 'hash', expected: 'a', got: 'b' }],
  ['retry', { kind: 'unexpected', reason: 'x' }],
  ['choose-file', { kind: 'changed-on-disk' }],
])('the main action is %s when the file failed with %o', (action, problem) => {
  expect(mainActionOf({ name: 'failed', problem, ...hashed }, 1)).toBe(action)
})

it.each<[string, Problem]>([
  ['use-version', { kind: 'refused', status: 415, code: '', message: '', otherVersion: 1 }],
  ['retry', { kind: 'too-large', size: 2, limit: 1, otherVersion: 2 }],
])('the main action is %s in version 2 when the file failed with %o', (action, problem) => {
  expect(mainActionOf({ name: 'failed', problem, ...hashed }, 2)).toBe(action)
})
