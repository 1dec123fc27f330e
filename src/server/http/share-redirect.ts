import { SHARE_ACTION, SHARED, type ShareOutcome } from '../../core/intake/share.ts'

export const SHARE_PATH = `/${SHARE_ACTION}`

const LOST: ShareOutcome = 'lost'

/** The status that makes a browser GET the page after its POST. */
export const SEE_OTHER = 303

/**
 * Redirects a share to the page. The service worker handles shares, so one arrives here only
 * without it: before the page was first opened, or after its data was cleared. Any page can post a
 * share, so nothing is stored.
 */
export function shareRedirect(method: string | undefined): { Location: string } {
  // Relative, because a reverse proxy may serve the page below a path.
  return { Location: method === 'POST' ? `./?${SHARED}=${LOST}` : './' }
}
