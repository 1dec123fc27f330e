import type { ModelFamily } from './family.ts'
import { words } from './family-words.ts'

/** Length and size follow the files. */
const FOLLOWS_FILES = { endpoint: 'video', prompt: 'unused', seconds: [], ratios: '' } as const
const SOURCE = { video: [1, 1, 'source'] } as const
const TALKING_IMAGE = { image: [1, 1, 'face'], audio: [1, 1, 'voice'] } as const
const TALKING_VIDEO = { video: [1, 1, 'face'], audio: [1, 1, 'voice'] } as const

/** Lip-sync models and video upscalers. */
export const FOLLOWING_FAMILIES: readonly ModelFamily[] = [
  {
    ...FOLLOWS_FILES,
    name: 'VEED Fabric',
    ids: 'veed_fabric_1.0',
    files: TALKING_IMAGE,
    state: 'recommended',
    source: 'models/lipsync/veed-fabric',
  },
  {
    ...FOLLOWS_FILES,
    name: 'Sync 2 Pro',
    ids: 'sync_v2_pro',
    files: TALKING_VIDEO,
    state: 'recommended',
    source: 'models/lipsync/sync',
  },
  {
    ...FOLLOWS_FILES,
    name: 'Sync 2',
    ids: 'sync_v2 lipsync',
    files: TALKING_VIDEO,
    source: 'models/lipsync/sync',
  },
  {
    ...FOLLOWS_FILES,
    name: 'Sync 3',
    ids: 'sync_v3',
    version: 2,
    files: TALKING_VIDEO,
    isInferred: true,
    source: words.sources.skills,
  },
  {
    ...FOLLOWS_FILES,
    name: 'OmniHuman',
    ids: 'omnihuman_v1.5',
    files: TALKING_IMAGE,
    prompt: 'optional',
    source: 'models/lipsync/omnihuman',
  },
  {
    name: 'HeyGen avatar',
    ids: 'heygen_avatar',
    endpoint: 'video',
    version: 2,
    source: words.sources.openApi,
  },
  {
    ...FOLLOWS_FILES,
    name: words.names.sima,
    ids: 'sima_video_upscaler',
    files: SOURCE,
    state: 'recommended',
    source: 'models/upscale/video-upscale',
  },
  {
    ...FOLLOWS_FILES,
    name: words.names.videoUpscaler,
    ids: 'topaz_video seedvr_video bytedance_upscaler',
    files: SOURCE,
    source: 'models/upscale/video-upscale',
  },
]
