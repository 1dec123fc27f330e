import { afterAll, describe, expect, it, vi } from 'vitest'
import { MEDIA_KINDS, type MediaKind } from '../../media/media-kind.ts'
import { draftRequest } from '../../testing/drafted-request.ts'
import {
  defaultModel,
  type GenerationRequest,
  REQUEST_KINDS,
  type RequestKind,
} from '../generation.ts'
import { FAMILIES as DOCUMENTED } from './families.ts'
import type { ModelFamily, Seconds } from './family.ts'

/** A row that the table does not have. It is the only change that a new model needs. */
const NEW_ROW: ModelFamily = {
  name: 'Zebra 1',
  ids: 'zebra_v1.0 zebra_v1.0/edit fal:zebra/one-route',
  endpoint: 'video',
  files: { image: [1, 2, 'start-frame', 'end-frame'], audio: [0, 1, 'voice'] },
  prompt: 'required',
  seconds: [[2, 4, 6]],
  defaultSeconds: 4,
  ratios: '1:1 2:1',
  refuses: 'seconds',
  source: 'models/video/zebra',
}

const FAMILIES = [...DOCUMENTED, NEW_ROW]

// Modules that other tests loaded have the table without the row.
vi.resetModules()
vi.doMock('./families.ts', () => ({ FAMILIES }))
const { readGeneration } = await import('../generation-contract.ts')
const { endpointOf } = await import('../endpoint.ts')
const { findHints } = await import('../hints.ts')
const { rolesOf } = await import('../roles.ts')
const { findSnippet, SNIPPETS } = await import('../snippets/all-snippets.ts')
const { findFamily, idsOf } = await import('./find-family.ts')
const { takesSeconds } = await import('./seconds.ts')

afterAll(() => {
  vi.doUnmock('./families.ts')
  vi.resetModules()
})

const rows = FAMILIES.map((family) => [family.name, family] as const)

/** The minimum or maximum number of files of each kind that the row takes. */
function filesOf({ files = {} }: ModelFamily, bound: 0 | 1): MediaKind[] {
  return MEDIA_KINDS.flatMap((kind) =>
    Array.from({ length: files[kind]?.[bound] ?? 0 }, () => kind),
  )
}

function requestOf(
  family: ModelFamily,
  files: readonly MediaKind[],
  facts: Partial<GenerationRequest> = {},
): GenerationRequest {
  const [model = ''] = idsOf(family)
  const [ratio = ''] = family.ratios?.split(' ') ?? []
  const settings = { aspectRatio: ratio, duration: family.defaultSeconds }
  return draftRequest(files, { kind: family.endpoint, model, prompt: 'A', ...settings, ...facts })
}

const idsFor = (request: GenerationRequest, id: string = 'curl') =>
  findHints(request, { snippet: findSnippet(id), gateway: 'sandbox' }).map((hint) => hint.id)

function askSandbox(request: GenerationRequest) {
  return readGeneration(endpointOf(request), findSnippet('json-body').write(request))
}

const TRAYS: Record<RequestKind, MediaKind[][]> = {
  image: [[], ['image'], ['image', 'image']],
  video: [[], ['image']],
  lipsync: [
    ['image', 'audio'],
    ['audio', 'video'],
  ],
  frames: [['image', 'image']],
  transcription: [['audio']],
  upscale: [['image'], ['video']],
}

const ACCEPTED = { asked: expect.anything() }
const refusedFor = (field: string) => ({ refusal: expect.objectContaining({ field }) })

/** Values at the bounds of a duration, and beyond them. */
function aroundSeconds(allowed: Seconds): number[] {
  const [from, to] =
    'from' in allowed ? [allowed.from, allowed.to] : [allowed[0] ?? 0, allowed.at(-1) ?? 0]
  return [from, from + 0.5, from - 1, to, to + 1].filter((one) => one > 0 && Number.isFinite(one))
}

describe.each(rows)('the row %s', (_, family) => {
  it('is found by each of its names, in both spellings, pinned and in capitals', () => {
    for (const id of family.ids.split(' ')) {
      expect(findFamily(` ${id} `)).toBe(family)
      if (id.includes(':')) continue
      for (const name of [id.replaceAll('_', '-'), `fal:${id}`, id.toUpperCase()]) {
        expect(findFamily(name), name).toBe(family)
      }
    }
  })

  it('has roles for its places, and defaults that it takes', () => {
    for (const [least, most, ...roles] of Object.values(family.files ?? {})) {
      expect(least).toBeLessThanOrEqual(most)
      expect(roles.length > 0 && roles.length <= most).toBe(true)
    }
    const { defaultSeconds, seconds = [] } = family
    if (defaultSeconds !== undefined) {
      for (const allowed of seconds) expect(takesSeconds(allowed, defaultSeconds)).toBe(true)
    }
    expect(family.source).toMatch(/\S/)
  })

  it.each([0, 1] as const)('passes hints, formats and the sandbox at bound %i', (bound) => {
    const request = requestOf(family, filesOf(family, bound))
    expect(
      idsFor(request).filter((id) => /^(missing|extra|seconds|ratio|endpoint)/.test(id)),
    ).toEqual([])
    expect(askSandbox(request)).toEqual(ACCEPTED)
    expect([...rolesOf(request).values()]).not.toContain('extra')
    for (const snippet of SNIPPETS) {
      if (snippet.lack(request) === undefined) expect(snippet.write(request)).not.toBe('')
    }
  })

  it.each(MEDIA_KINDS)('reports one more %s than it takes', (kind) => {
    if (!family.files || family.endpoint === 'transcription') return
    const hasFace = family.files.image?.[2] === 'face' || family.files.video?.[2] === 'face'
    // One more image may be the end frame, which is an option of some models.
    const ends = kind === 'image' && family.inOptions?.['end-frame'] ? [kind, kind] : [kind]
    const request = requestOf(family, [...filesOf(family, 1), ...ends])
    const roles = [...rolesOf(request).values()]
    expect(roles.filter((role) => role === 'extra')).toHaveLength(1)
    expect(roles.at(-1)).toBe('extra')
    const id = kind === 'image' && idsFor(request).includes('edit') ? 'edit' : `extra ${kind}`
    expect(idsFor(request)).toContain(id)
    const isRefused = family.refuses === 'files' && kind === 'image' && !hasFace
    expect(askSandbox(request)).toEqual(isRefused ? refusedFor('files') : ACCEPTED)
  })

  it('reports each file that is missing', () => {
    const files = filesOf(family, 0)
    if (family.endpoint === 'transcription') return
    for (const index of files.keys()) {
      const request = requestOf(family, files.toSpliced(index, 1))
      expect(idsFor(request)).toContain('missing')
      expect(askSandbox(request)).toEqual(family.isInferred ? ACCEPTED : refusedFor('files'))
    }
  })

  it('reports durations beyond its bounds and corrects them', () => {
    const { seconds = [] } = family
    for (const duration of seconds.flatMap(aroundSeconds)) {
      const request = requestOf(family, filesOf(family, 0), { duration })
      const takes = seconds.map((allowed) => takesSeconds(allowed, duration))
      const isTold = takes.includes(false)
      expect(idsFor(request).includes('seconds'), `${duration} s`).toBe(isTold)
      const isRefused = family.refuses === 'seconds' && !takes.includes(true)
      expect(askSandbox(request)).toEqual(isRefused ? refusedFor('duration') : ACCEPTED)
      const target = { snippet: findSnippet('curl'), gateway: 'sandbox' } as const
      const fix = findHints(request, target).find(({ id }) => id === 'seconds')?.fix
      const corrected = { ...request, duration: Number(fix?.change.duration ?? duration) }
      if (fix) expect(idsFor(corrected)).not.toContain('seconds')
    }
  })

  it('reports an aspect ratio that its documents do not name', () => {
    const request = requestOf(family, filesOf(family, 0), { aspectRatio: '7:5' })
    const isShaped = family.endpoint !== 'transcription' && Boolean(family.ratios)
    expect(idsFor(request).includes('ratio')).toBe(isShaped)
    expect(askSandbox(request)).toEqual(ACCEPTED)
    const written = findSnippet('json-body').write(request)
    const isWritten = family.ratios !== '' && family.endpoint !== 'transcription'
    expect(written.includes('7:5')).toBe(isWritten)
  })
})

describe('the table', () => {
  it('has each name once', () => {
    const names = FAMILIES.flatMap((family) => idsOf(family))
    expect(new Set(names).size).toBe(names.length)
  })

  it('tells the key of one route from a pinned name', () => {
    expect(findFamily('piapi:seedance-2')?.name).toBe('Seedance 2 at PiAPI')
    expect(findFamily('piapi:seedance_2')?.name).toBe('Seedance 2')
    expect(findFamily('fal:zebra/one-route')).toBe(NEW_ROW)
  })

  it.each(['', 'other', 'fal/kling-v3', 'nobody:kling-v3', 'fal:zebra/one_route', '__proto__'])(
    'has no row for %j',
    (model) => {
      expect(findFamily(model)).toBeUndefined()
    },
  )

  it.each(REQUEST_KINDS)('has default models of %s with places for the files', (kind) => {
    for (const files of TRAYS[kind]) {
      const request = draftRequest(files, { kind, model: defaultModel(kind, files) })
      expect(findFamily(request.model)?.endpoint).toBe(endpointOf(request))
      const found = idsFor({ ...request, prompt: 'A', aspectRatio: '16:9' })
      expect(found.filter((id) => /^(missing|extra|endpoint|seconds|ratio)/.test(id))).toEqual([])
    }
  })
})

it('a new row changes hints, roles, bodies and the sandbox', () => {
  const request = draftRequest(['image', 'image', 'image', 'audio'], {
    model: 'zebra-v1.0',
    prompt: 'A',
    duration: 3,
    aspectRatio: '16:9',
  })
  expect([...rolesOf(request).values()]).toEqual(['start-frame', 'end-frame', 'extra', 'voice'])
  const target = { snippet: findSnippet('curl'), gateway: 'sandbox' } as const
  expect(findHints(request, target).map(({ sentence }) => sentence)).toEqual([
    'Zebra 1 takes 2, 4 or 6 seconds. 3 s will be rounded or refused.',
    'The documents of Zebra 1 name 1:1 and 2:1, not 16:9.',
    'The documents of Zebra 1 name at most 2 images. @image3 may be ignored or refused.',
    'Documents disagree: Zebra 1 takes an end frame, or fails with two images.',
  ])
  expect(askSandbox(request)).toEqual({
    refusal: {
      error: 'ValidationError',
      field: 'duration',
      message: 'duration must be 2, 4 or 6 seconds for Zebra 1, not 3.',
    },
  })
  expect(askSandbox({ ...request, duration: 4 })).toEqual(ACCEPTED)
})
