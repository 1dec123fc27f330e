import { expect, it } from 'vitest'
import type { ContentHash } from '../../../core/api/contract.ts'
import type { GatewayId } from '../../../core/api/gateways.ts'
import type { Stage } from '../../../core/uploads/stage.ts'
import type { Upload } from '../../../core/uploads/upload.ts'
import { twinOf } from './twin.ts'

const HASH: ContentHash = `sha256:${'a'.repeat(64)}`

const uploaded = (
  id: number,
  origin: 'new' | 'already-here',
  { hash = HASH, gateway = 'varg' as GatewayId } = {},
): Upload => ({
  id,
  path: `${id}.png`,
  gateway,
  file: undefined,
  size: 1,
  mediaType: 'image/png',
  stage: { name: 'uploaded', origin, hash, attempts: 1, result: {} } as Stage,
})

const storeOf = (...uploads: Upload[]) => ({ all: () => uploads.values() })

it('twinOf finds the other upload when both have the same content', () => {
  const copy = uploaded(2, 'already-here')
  expect(twinOf(copy, storeOf(uploaded(1, 'new'), copy))).toBe(1)
})

it.each([
  ['the other has another content', uploaded(1, 'new', { hash: `sha256:${'b'.repeat(64)}` })],
  ['the other is at another gateway', uploaded(1, 'new', { gateway: 'sandbox' })],
])('twinOf finds nothing when %s', (_when, other) => {
  const copy = uploaded(2, 'already-here')
  expect(twinOf(copy, storeOf(other, copy))).toBeUndefined()
})

it('twinOf finds nothing when the file itself was sent', () => {
  const original = uploaded(1, 'new')
  expect(twinOf(original, storeOf(original, uploaded(2, 'already-here')))).toBeUndefined()
})
