import type { ModelFamily } from './family.ts'
import { words } from './family-words.ts'
import { whole } from './seconds.ts'

const SEEDANCE_RATIOS = '16:9 auto 21:9 4:3 1:1 3:4 9:16'
const START = { image: [0, 1, 'start-frame'] } as const
const SOURCE = { video: [1, 1, 'source'] } as const
const FRAMES = { image: [0, 2, 'start-frame', 'end-frame'] } as const
const REFERENCES = {
  image: [0, 9, 'reference'],
  video: [0, 3, 'reference'],
  audio: [0, 3, 'reference'],
} as const

/** What all Seedance 2 families have in common. */
const SEEDANCE_AT_PIAPI = {
  endpoint: 'video',
  version: 2,
  prompt: 'required',
  seconds: [whole(4, 15)],
  defaultSeconds: 5,
  ratios: SEEDANCE_RATIOS,
  refusesFaces: true,
  source: 'models/video/seedance-2',
} as const

const SEEDANCE = { ...SEEDANCE_AT_PIAPI, hasAutoSeconds: true } as const
const END_IN_OPTIONS = { 'end-frame': 'fal.end_image_url' } as const

const VIDEO = { endpoint: 'video', prompt: 'required' } as const

export const VIDEO_FAMILIES: readonly ModelFamily[] = [
  {
    ...VIDEO,
    name: 'Kling 3',
    ids: 'kling_v3 kling_v3_standard',
    files: FRAMES,
    seconds: [whole(3, 15)],
    defaultSeconds: 5,
    ratios: '16:9 9:16 1:1',
    refuses: 'seconds',
    state: 'recommended',
    source: 'models/video/kling-v3',
  },
  { ...SEEDANCE, name: 'Seedance 2', ids: 'seedance_2', files: START, inOptions: END_IN_OPTIONS },
  {
    ...SEEDANCE,
    name: words.names.seedanceWithReferences,
    ids: 'fal:bytedance/seedance-2.0/fast/reference-to-video',
    files: REFERENCES,
    tags: 'capital',
  },
  {
    ...SEEDANCE,
    name: words.names.seedanceFromText,
    ids: 'fal:bytedance/seedance-2.0/text-to-video',
    files: {},
  },
  {
    ...SEEDANCE,
    name: words.names.seedanceFromImage,
    ids: 'fal:bytedance/seedance-2.0/fast/image-to-video',
    files: { image: [1, 1, 'start-frame'] },
    inOptions: END_IN_OPTIONS,
  },
  {
    ...SEEDANCE_AT_PIAPI,
    name: words.names.seedanceAtPiapi,
    ids: 'piapi:seedance-2 piapi:seedance-2-less-restriction',
    files: REFERENCES,
    tags: 'capital',
  },
  {
    ...SEEDANCE_AT_PIAPI,
    name: words.names.seedanceFastAtPiapi,
    ids: 'piapi:seedance-2-fast piapi:seedance-2-mini piapi:seedance-2-fast-less-restriction piapi:seedance-2-mini-less-restriction',
    tags: 'capital',
  },
  {
    ...VIDEO,
    name: 'Sora 2',
    ids: 'sora_2 sora_2_pro',
    files: START,
    seconds: [{ from: 0, to: Infinity }, [4, 8, 12, 16, 20]],
    source: 'models/video/sora-2',
  },
  {
    ...VIDEO,
    name: 'Sora 2 remix',
    ids: 'sora_2_remix',
    files: SOURCE,
    source: 'models/video/sora-2',
  },
  {
    ...VIDEO,
    name: 'Wan 2.5',
    ids: 'wan_2.5 wan_2.5_preview',
    files: START,
    seconds: [{ from: 3, to: 10 }, [5, 10]],
    defaultSeconds: 5,
    source: 'models/video/wan-2',
  },
  {
    ...VIDEO,
    name: 'Minimax',
    ids: 'minimax',
    files: START,
    defaultSeconds: 5,
    source: 'models/video/minimax',
  },
  {
    ...VIDEO,
    name: 'LTX 2',
    ids: 'ltx_2_19b_distilled',
    files: FRAMES,
    defaultSeconds: 5,
    source: 'models/video/ltx',
  },
  {
    ...VIDEO,
    name: 'Grok Imagine',
    ids: 'grok_imagine',
    files: START,
    seconds: [{ from: 1, to: 15 }, whole(1, 15)],
    source: 'models/video/grok-imagine-video',
  },
  {
    ...VIDEO,
    name: 'Grok Imagine edit',
    ids: 'grok_imagine_edit',
    files: SOURCE,
    seconds: [],
    source: 'models/video/grok-imagine-video',
  },
  {
    ...VIDEO,
    name: 'Kling 2.6',
    ids: 'kling_v2.6',
    files: FRAMES,
    seconds: [whole(3, 15), [5, 10]],
    defaultSeconds: 5,
    state: 'legacy',
    source: 'models/video/kling-legacy',
  },
  {
    ...VIDEO,
    name: 'Kling 2.6 motion',
    ids: 'kling_v2.6_motion',
    disputed: 'files',
    state: 'legacy',
    source: 'models/video/kling-legacy',
  },
  {
    ...VIDEO,
    name: 'Kling 2.6 motion standard',
    ids: 'kling_v2.6_motion_standard',
    version: 1,
    disputed: 'files',
    state: 'legacy',
    source: words.sources.skills,
  },
  {
    ...VIDEO,
    name: 'Kling 2.5',
    ids: 'kling_v2.5',
    files: START,
    seconds: [[5, 10]],
    defaultSeconds: 5,
    refuses: 'seconds',
    state: 'legacy',
    source: 'models/video/kling-legacy',
  },
  {
    ...VIDEO,
    name: 'Kling 2',
    ids: 'kling_v2.1 kling_v2',
    files: START,
    seconds: [[5, 10]],
    defaultSeconds: 5,
    state: 'legacy',
    source: 'models/video/kling-legacy',
  },
  {
    ...VIDEO,
    name: 'Seedance 2 preview',
    ids: 'seedance_2_preview seedance_2_fast_preview',
    version: 1,
    files: { image: [0, 9, 'reference'], video: [0, 1, 'source'] },
    tags: 'small',
    seconds: [
      [5, 10, 15],
      [5, 10],
    ],
    defaultSeconds: 5,
    ratios: '16:9 9:16 4:3 3:4',
    refuses: 'seconds',
    state: 'deprecated',
    source: 'models/video/seedance-2',
  },
]
