import { sitePathOf } from '../core/api/site-path.ts'

/**
 * The name of something that this browser keeps for an origin, such as a database or a lock. Pages
 * below different sub-paths of one origin share nothing. At the root, the name stays as it is.
 */
export function siteName(name: string): string {
  const path = sitePathOf(document.baseURI)
  return path === '' ? name : `${path}:${name}`
}
