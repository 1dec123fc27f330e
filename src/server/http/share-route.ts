import { SHARE_ACTION, SHARED, type ShareOutcome } from '../../core/intake/share.ts'
import type { Handler } from './middleware.ts'
import { sendBytes } from './response.ts'

export const SHARE_PATH = `/${SHARE_ACTION}`

const LOST: ShareOutcome = 'lost'

/**
 * Leads a share back to the page. The service worker takes shares, so one arrives here only without
 * it: before the page was ever opened, or after its data was cleared. Any page can post one, so it is
 * read, and nothing is stored.
 */
export const handleShare: Handler = ({ method }, response) => {
  // Relative, because a reverse proxy may serve the page below a path.
  const location = method === 'POST' ? `./?${SHARED}=${LOST}` : './'
  sendBytes(response, 303, { Location: location }, new Uint8Array())
}
