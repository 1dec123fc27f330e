/**
 * The sub-path of a page on its origin, without the slash at the end: `/refdrop` for
 * `https://example.org/refdrop/`. Empty at the root.
 */
export function sitePathOf(pageUrl: string): string {
  return new URL('.', pageUrl).pathname.slice(0, -1)
}
