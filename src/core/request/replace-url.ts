import type { Composer, NewReference } from './composer.ts'

/**
 * Replaces the file of the reference with this URL, and keeps the reference's name. Does nothing
 * when the request has no such reference, or already has the file.
 */
export function replaceUrl(
  composer: Pick<Composer, 'draft' | 'swap'>,
  url: string | undefined,
  file: NewReference,
): void {
  const { references } = composer.draft()
  const former = references.find((reference) => reference.url === url)
  if (!former || references.some((reference) => reference.url === file.url)) return
  composer.swap(former.id, { ...file, name: former.name })
}
