import { expect, it } from 'vitest'
import { draftRequest } from '../../testing/drafted-request.ts'
import type { GenerationRequest } from '../generation.ts'
import { repeatHeader } from './repeat-key.ts'

const keyOf = (facts: Partial<GenerationRequest> = {}) =>
  repeatHeader(draftRequest(['image'], { version: 2, ...facts }))?.[1]

it('repeatHeader is undefined in version 1, which documents none', () => {
  expect(keyOf({ version: 1 })).toBeUndefined()
})

it('repeatHeader names the call and is the same for the same body', () => {
  expect(keyOf()).toMatch(/^refdrop-video-[0-9a-f]{16}$/)
  expect(keyOf({ api: 'https://other.example' })).toBe(keyOf())
})

it.each<Partial<GenerationRequest>>([
  { prompt: 'another' },
  { duration: 6 },
  { kind: 'image' },
  { extra: { seed: 1 } },
  { references: [] },
])('repeatHeader differs when the request has %j', (facts) => {
  expect(keyOf(facts)).not.toBe(keyOf())
})

it('repeatHeader tells calls with the same body apart', () => {
  const facts = { model: 'other', aspectRatio: '', duration: undefined }
  expect(keyOf({ ...facts, kind: 'image' })?.slice(-16)).not.toBe(
    keyOf({ ...facts, kind: 'video' })?.slice(-16),
  )
})
