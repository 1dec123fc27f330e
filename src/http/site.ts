import { sitePathOf } from '../core/api/site-path.ts'

/** The URL below which our server serves this page, without a slash at the end. */
export const siteUrl = (): string => location.origin + sitePathOf(document.baseURI)

/** A path of our server such as `/api`, as the page requests it. Other URLs are returned unchanged. */
export const onSite = (path: string): string => (path.startsWith('/') ? `.${path}` : path)
