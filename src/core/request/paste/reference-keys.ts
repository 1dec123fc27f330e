import type { MediaKind } from '../../media/media-kind.ts'

/** Members with text for a model. A URL in them is not a reference. */
const TEXTS = /(?:^|_)(?:prompt|text)$/

/** Members whose URLs are no media, or only small pictures of other media. */
const OTHERS = /thumb|preview|poster|callback|hook|schema|docs|endpoint|base|api|page|status/

const MEDIA =
  /(?:^|_)(?:file|image|video|audio|ur[il]|src|source|input|frame|ref(?:erence)?|mask|voice|in_?\d+)s?$/

/** The same for `imageUrl` and `image_url`. */
export function snakeCase(key: string): string {
  return key.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase()
}

/**
 * Whether the URL in a member is a reference at any host, on a gateway only, or never.
 *
 * @param isConstant whether the key is a constant's identifier, which says little about its use
 */
export function referencesIn(key: string, isConstant = false): 'any-host' | 'gateway' | 'none' {
  const name = snakeCase(key)
  if (TEXTS.test(name) || (OTHERS.test(name) && !isConstant)) return 'none'
  return MEDIA.test(name) ? 'any-host' : 'gateway'
}

/** Undefined for images, which are the fallback. */
export function kindInKey(key: string): MediaKind | undefined {
  if (/audio|voice/i.test(key)) return 'audio'
  return /video/i.test(key) ? 'video' : undefined
}
