import type { Composer, NewReference } from './composer.ts'

/**
 * Gives the reference with a URL the imported file at this URL, and keeps its name. Does nothing
 * when the request has no such reference, or has the file already.
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
