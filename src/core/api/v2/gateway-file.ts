import * as v from 'valibot'
import type { ContentHash } from '../contract.ts'
import {
  maybeAmount,
  maybeHash,
  maybeMoment,
  maybeObject,
  maybeText,
  UrlSchema,
} from './lenient.ts'

/** A file of the account, as the gateway lists it. Every fact but the URL may be unknown. */
export interface GatewayFile {
  url: string
  id: string | undefined
  hash: ContentHash | undefined
  /** Bytes. */
  size: number | undefined
  mediaType: string | undefined
  /** The name under which it was uploaded. */
  name: string | undefined
  /** What the gateway's AI calls it. */
  title: string | undefined
  thumbnail: string | undefined
  /** Whether it was uploaded or is the result of a job. */
  origin: 'upload' | 'generated' | undefined
  /** Milliseconds since 1970. */
  createdAt: number | undefined
  /** Pixels. */
  width: number | undefined
  height: number | undefined
  /** Seconds. */
  duration: number | undefined
}

/** Lists use other names for the id and the size than responses about one file. */
const FileSchema = v.object({
  url: UrlSchema,
  id: maybeText,
  file_id: maybeText,
  hash: maybeHash,
  size: maybeAmount,
  size_bytes: maybeAmount,
  media_type: maybeText,
  filename: maybeText,
  title: maybeText,
  thumbnail_url: v.optional(v.unknown()),
  origin: maybeText,
  created_at: maybeMoment,
  metadata: maybeObject,
})

const MeasuresSchema = v.object({
  width: maybeAmount,
  height: maybeAmount,
  duration_ms: maybeAmount,
})

/** Accepts every object with a URL. */
export const GatewayFileSchema = v.pipe(
  FileSchema,
  v.transform((wire): GatewayFile => {
    const { width, height, duration_ms } = v.parse(MeasuresSchema, wire.metadata ?? {})
    const origin = wire.origin === 'upload' || wire.origin === 'generated' ? wire.origin : undefined
    return {
      url: wire.url,
      id: wire.id ?? wire.file_id,
      hash: wire.hash,
      size: wire.size_bytes ?? wire.size,
      mediaType: wire.media_type,
      name: wire.filename,
      title: wire.title,
      thumbnail: v.is(UrlSchema, wire.thumbnail_url) ? wire.thumbnail_url : undefined,
      origin,
      createdAt: wire.created_at,
      width,
      height,
      duration: duration_ms === undefined ? undefined : duration_ms / 1000,
    }
  }),
)
