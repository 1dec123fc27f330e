import { expect, it } from 'vitest'
import type { ContentHash } from '../api/contract.ts'
import { type CustomSendOptions, NO_OPTIONS } from './custom-send-options.ts'
import { uploadHeaders } from './upload-headers.ts'

const HASH: ContentHash = `sha256:${'0f'.repeat(32)}`
const OCTETS = ['Content-Type', 'application/octet-stream']
const RIGHT = ['X-Content-Hash', HASH]

it.each<[string, Partial<CustomSendOptions>, string[][]]>([
  ['nothing else', {}, [OCTETS, RIGHT]],
  ['no hash', { hash: 'none' }, [OCTETS]],
  ['another hash', { hash: 'wrong' }, [OCTETS, ['X-Content-Hash', `sha256:${'f0'.repeat(32)}`]]],
  ['no hash at all', { hash: 'malformed' }, [OCTETS, ['X-Content-Hash', 'sha256:malformed']]],
  ['its type', { contentType: 'media-type' }, [['Content-Type', 'image/png'], RIGHT]],
  ['a rate', { bytesPerSecond: 5000 }, [OCTETS, RIGHT, ['X-Refdrop-Rate', '5000']]],
  ['half of it', { breakAfter: 50 }, [OCTETS, RIGHT, ['X-Refdrop-Break-After', '500']]],
  ['none of it', { breakAfter: 0 }, [OCTETS, RIGHT, ['X-Refdrop-Break-After', '0']]],
])('says %s', (_, options, headers) => {
  const content = { hash: HASH, size: 1001, mediaType: 'image/png' }
  expect(uploadHeaders({ ...NO_OPTIONS, ...options }, content)).toEqual(headers)
})
