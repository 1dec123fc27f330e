import { expect, it } from 'vitest'
import type { MediaKind } from '../media/media-kind.ts'
import { draftRequest } from '../testing/drafted-request.ts'
import type { RequestKind } from './generation.ts'
import { rolesOf } from './roles.ts'
import { findSnippet } from './snippets/all-snippets.ts'

const FILES: MediaKind[] = ['image', 'audio', 'image', 'video', 'image', 'audio']

it.each<[RequestKind, string, (string | undefined)[]]>([
  ['image', 'any', []],
  ['video', 'any', []],
  [
    'image',
    'nano-banana-pro/edit',
    ['reference', 'extra', 'reference', 'extra', 'reference', 'extra'],
  ],
  ['video', 'seedance-2', ['start-frame', 'extra', 'extra', 'extra', 'extra', 'extra']],
  ['video', 'fal:kling-v3', ['start-frame', 'extra', 'end-frame', 'extra', 'extra', 'extra']],
  ['video', 'ideogram-v4-5', ['source', 'extra', 'reference', 'extra', 'reference', 'extra']],
  ['video', 'sync-v2-pro', ['face', 'voice', 'extra', 'extra', 'extra', 'extra']],
  ['video', 'heygen-avatar', []],
  ['frames', 'sora-2', ['start-frame', 'unused', 'extra', 'unused', 'unused', 'unused']],
  ['transcription', 'whisper', ['unused', 'voice', 'unused', 'unused', 'unused', 'unused']],
  ['frames', 'any', ['start-frame', 'unused', 'end-frame', 'unused', 'unused', 'unused']],
  ['lipsync', 'any', ['face', 'voice', 'unused', 'unused', 'unused', 'unused']],
  ['transcription', 'any', ['unused', undefined, 'unused', 'unused', 'unused', 'unused']],
])('rolesOf a request of kind %s and model %s are %j', (kind, model, roles) => {
  const found = rolesOf(draftRequest(FILES, { kind, model }))
  expect(FILES.map((_, at) => found.get(String(at)))).toEqual(FILES.map((_, at) => roles[at]))
})

it('rolesOf marks references that the format omits', () => {
  const request = draftRequest(['image', 'video'], { kind: 'image', model: 'any' })
  const roles = rolesOf(request, findSnippet('varg-tsx').leftOut?.(request))
  expect([...roles]).toEqual([['1', 'unused']])
})
