import type { HistoryEntry } from '../../../core/history/history.ts'
import { formatClock, formatDay } from '../../../core/text/dates.ts'
import type { Upload } from '../../../core/uploads/upload.ts'
import { Badge } from '../../../ui/Badge.tsx'

interface BadgeFacts {
  word: string
  title: string
  look?: 'accent' | 'sandbox'
}

const SANDBOX: BadgeFacts = {
  word: 'Sandbox',
  title: 'On this machine only; its URL works nowhere else',
  look: 'sandbox',
}

/** What the file was to the gateway. */
const NEW: BadgeFacts = {
  word: 'New',
  title: 'The gateway did not have this content yet',
  look: 'accent',
}

const DEDUPLICATED: BadgeFacts = {
  word: 'Deduplicated',
  title: 'The gateway had this content already and returned the existing file',
}

const VERIFIED: BadgeFacts = {
  word: 'Verified',
  title: 'Hash and size in the gateway’s answer equal ours',
}

/** What is to be known of a file at a glance, a word each. */
export function badgesOf({ gateway, stage }: Upload): BadgeFacts[] {
  const badges = gateway === 'sandbox' ? [SANDBOX] : []
  if (stage.name !== 'uploaded') return badges
  const { origin, first, fetchedBack } = stage
  if (origin === 'new') badges.push(NEW)
  if (origin === 'deduplicated') badges.push(DEDUPLICATED)
  if (origin === 'already-here') {
    const title = `The same content as ${first}, which was uploaded before; nothing was sent`
    badges.push({ word: 'Already here', title })
  }
  badges.push(VERIFIED)
  if (fetchedBack !== undefined) {
    const when = `${formatDay(fetchedBack)}, ${formatClock(fetchedBack)}`
    const title = `Fetched from its URL on ${when}: bytes, type and extension match`
    badges.push({ word: 'Fetched back', title, look: 'accent' })
  }
  return badges
}

export function FileBadges({ upload }: { upload: Upload }) {
  return <BadgeList badges={badgesOf(upload)} />
}

/** What is remembered of an earlier upload, a word each. */
export function HistoryBadges({ entry: { gateway, result } }: { entry: HistoryEntry }) {
  const origin = result.deduplicated ? DEDUPLICATED : NEW
  return <BadgeList badges={gateway === 'sandbox' ? [SANDBOX, origin] : [origin]} />
}

function BadgeList({ badges }: { badges: readonly BadgeFacts[] }) {
  return (
    <span className="flex flex-wrap gap-1">
      {badges.map(({ word, ...badge }) => (
        <Badge key={word} {...badge}>
          {word}
        </Badge>
      ))}
    </span>
  )
}
