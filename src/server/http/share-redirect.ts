import { SHARE_ACTION, SHARED, type ShareOutcome } from '../../core/intake/share.ts'

export const SHARE_PATH = `/${SHARE_ACTION}`

const LOST: ShareOutcome = 'lost'

/** The status that makes a browser GET the page after its POST. */
export const SEE_OTHER = 303

/**
 * Leads a share back to the page. The service worker takes shares, so one arrives here only without
 * it: before the page was ever opened, or after its data was cleared. Any page can post one, so it is
 * read, and nothing is stored.
 */
export function shareRedirect(method: string | undefined): { Location: string } {
  // Relative, because a reverse proxy may serve the page below a path.
  return { Location: method === 'POST' ? `./?${SHARED}=${LOST}` : './' }
}
