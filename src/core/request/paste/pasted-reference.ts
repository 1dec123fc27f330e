import { kindOf, type MediaKind } from '../../media/media-kind.ts'
import type { RequestKind } from '../generation.ts'
import type { OptionRole } from '../models/family.ts'

export interface PastedReference {
  url: string
  /** Never empty. */
  name?: string | undefined
  mediaType?: string | undefined
  /** Undefined when the URL and the media type decide. */
  kind?: MediaKind | undefined
  role?: OptionRole | undefined
  /** The member of `provider_options` that has the URL, see `Reference`. */
  option?: string | undefined
}

/** Settings in the body of a request. Missing ones are empty. */
export interface PastedSettings {
  kind: RequestKind
  model: string
  prompt: string
  /** Seconds, as written. */
  duration: string
  aspectRatio: string
  /** Further members of the body, as JSON. */
  extra: string
}

export interface PastedRequest {
  /** Each URL once, in order. */
  references: PastedReference[]
  /** Undefined when the text has no body of a request. */
  settings?: PastedSettings | undefined
}

/** Omits an empty name and a name that repeats the URL. */
export function nameUrl(url: string, name: string | undefined): PastedReference {
  return name?.trim() && name !== url ? { url, name } : { url }
}

export function kindOfPasted({ url, mediaType = '', kind }: PastedReference): MediaKind {
  return kind ?? kindOf(mediaType, url)
}
