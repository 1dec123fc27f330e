import { describe, expect, it } from 'vitest'
import type { MediaKind } from '../media/media-kind.ts'
import { draftRequest } from '../testing/drafted-request.ts'
import type { RequestKind } from './generation.ts'
import { tagReferences } from './reference.ts'
import { moveToRole, type Role, rolesOf, rolesToChoose } from './roles.ts'
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
  ['video', 'seedance-2', ['start-frame', 'extra', 'end-frame', 'extra', 'extra', 'extra']],
  ['video', 'fal:kling-v3', ['start-frame', 'extra', 'end-frame', 'extra', 'extra', 'extra']],
  ['video', 'ideogram-v4-5', ['source', 'extra', 'reference', 'extra', 'reference', 'extra']],
  ['video', 'sync-v2-pro', ['face', 'voice', 'extra', 'extra', 'extra', 'extra']],
  ['video', 'heygen-avatar', []],
  ['frames', 'seedance-2', ['start-frame', 'unused', 'end-frame', 'unused', 'unused', 'unused']],
  ['upscale', 'seedvr', ['source', 'unused', 'unused', 'unused', 'unused', 'unused']],
  ['upscale', 'any', ['source', 'unused', 'unused', 'unused', 'unused', 'unused']],
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

/** Images and their options. */
function requestWith(model: string, options: readonly (string | undefined)[]) {
  const request = draftRequest(
    options.map(() => 'image'),
    { kind: 'image', model },
  )
  const references = request.references.map((one, at) => ({ ...one, option: options[at] }))
  return { ...request, references }
}

it.each<[string, (string | undefined)[], (Role | undefined)[]]>([
  ['ideogram-v4-5', [undefined, 'fal.mask_url', undefined], ['source', 'mask', 'reference']],
  ['ideogram-v4-5', ['fal.mask_url', 'fal.mask_url'], ['mask', 'source']],
  ['ideogram-v4-5', ['other.maskUrl', undefined], ['mask', 'source']],
  ['seedance-2', ['fal.end_image_url', undefined], ['end-frame', 'start-frame']],
  [
    'seedance-2',
    [undefined, undefined, 'fal.end_image_url'],
    ['start-frame', 'extra', 'end-frame'],
  ],
  ['kling-v3', [undefined, 'fal.end_image_url'], ['start-frame', 'end-frame']],
  ['kling-v3', ['fal.end_image_url', undefined], ['end-frame', 'start-frame']],
  ['flux-dev', ['fal.mask_url', undefined], ['mask', 'extra']],
  ['any', ['fal.mask_url', 'fal.image_url', undefined], ['mask', 'option', undefined]],
])('rolesOf %s with options %j are %j', (model, options, roles) => {
  const found = rolesOf(requestWith(model, options))
  expect(options.map((_, at) => found.get(String(at)))).toEqual(roles)
})

it.each<[string, number, Role[]]>([
  ['kling-v3', 1, ['start-frame']],
  ['kling-v3', 3, ['start-frame', 'end-frame']],
  ['ideogram-v4-5', 1, ['source', 'mask']],
  ['ideogram-v4-5', 3, ['source', 'reference', 'mask']],
  ['seedance-2', 1, ['start-frame', 'end-frame']],
  ['any', 2, []],
])('rolesToChoose for %s with %i images are %j', (model, count, roles) => {
  const request = requestWith(
    model,
    Array.from({ length: count }, () => undefined),
  )
  expect(rolesToChoose(request, { kind: 'image' })).toEqual(roles)
})

it('rolesToChoose for a lipsync has the face for images and videos', () => {
  const request = draftRequest(['image', 'video', 'audio'], {
    kind: 'lipsync',
    model: 'sync-v2-pro',
  })
  expect(rolesToChoose(request, { kind: 'video' })).toEqual(['face'])
  expect(rolesToChoose(request, { kind: 'audio' })).toEqual(['voice'])
})

describe('moveToRole', () => {
  it.each<[string, (string | undefined)[], number, Role, string]>([
    ['kling-v3', [undefined, undefined], 0, 'end-frame', '1 0'],
    ['kling-v3', [undefined, undefined, undefined], 2, 'end-frame', '0 2 1'],
    ['kling-v3', [undefined, undefined, undefined], 2, 'start-frame', '2 0 1'],
    ['ideogram-v4-5', [undefined, undefined, undefined], 2, 'source', '2 0 1'],
    ['ideogram-v4-5', [undefined, undefined], 1, 'mask', '0 1:fal.mask_url'],
    ['ideogram-v4-5', [undefined, 'fal.mask_url'], 0, 'mask', '0:fal.mask_url 1'],
    ['ideogram-v4-5', ['fal.mask_url', undefined, undefined], 0, 'reference', '1 0 2'],
    ['seedance-2', [undefined], 0, 'end-frame', '0:fal.end_image_url'],
    ['seedance-2', [undefined, undefined], 0, 'end-frame', '0:fal.end_image_url 1'],
    ['seedance-2', [undefined, undefined], 1, 'start-frame', '1 0'],
    ['seedance-2', [undefined, 'fal.end_image_url'], 1, 'start-frame', '1 0'],
    ['kling-v3', [undefined], 0, 'mask', '0'],
  ])('for %s with options %j moves %i to %s: %s', (model, options, at, role, expected) => {
    const request = requestWith(model, options)
    const moved = moveToRole(request, request.references, String(at), role as never)
    const described = moved.map(({ id, option }) => (option ? `${id}:${option}` : id))
    expect(described.join(' ')).toBe(expected)
    const roles = rolesOf({ ...request, references: tagReferences(moved) })
    if (role !== 'mask' || model !== 'kling-v3') expect(roles.get(String(at))).toBe(role)
  })

  it('ignores an unknown reference', () => {
    const request = requestWith('kling-v3', [undefined])
    expect(moveToRole(request, request.references, '9', 'end-frame')).toBe(request.references)
  })
})
