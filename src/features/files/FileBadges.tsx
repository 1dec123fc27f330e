import type { HistoryEntry } from '../../core/history.ts'
import type { Upload } from '../../core/upload.ts'
import { Badge } from '../../ui/Badge.tsx'

/** What is to be known of a file at a glance, a word each. */
export function FileBadges({ upload: { gateway, stage } }: { upload: Upload }) {
  const uploaded = stage.name === 'uploaded' ? stage : undefined
  return (
    <span className="flex flex-wrap gap-1">
      {gateway === 'sandbox' && <SandboxBadge />}
      {(uploaded?.origin === 'new' || uploaded?.origin === 'deduplicated') && (
        <OriginBadge isNew={uploaded.origin === 'new'} />
      )}
      {uploaded?.origin === 'already-here' && (
        <Badge
          title={`The same content as ${uploaded.first}, which was uploaded before; nothing was sent`}
        >
          Already here
        </Badge>
      )}
      {uploaded && <Badge title="Hash and size in the gateway’s answer equal ours">Verified</Badge>}
      {uploaded?.fetchedBack !== undefined && (
        <Badge
          look="accent"
          title={`Fetched from its URL on ${new Date(uploaded.fetchedBack).toLocaleString()}: bytes, type and extension match`}
        >
          Fetched back
        </Badge>
      )}
    </span>
  )
}

/** What is remembered of an earlier upload, a word each. */
export function HistoryBadges({ entry: { gateway, result } }: { entry: HistoryEntry }) {
  return (
    <span className="flex flex-wrap gap-1">
      {gateway === 'sandbox' && <SandboxBadge />}
      <OriginBadge isNew={!result.deduplicated} />
    </span>
  )
}

function SandboxBadge() {
  return (
    <Badge look="sandbox" title="On this machine only; its URL works nowhere else">
      Sandbox
    </Badge>
  )
}

/** What the file was to the gateway. */
function OriginBadge({ isNew }: { isNew: boolean }) {
  return isNew ? (
    <Badge look="accent" title="The gateway did not have this content yet">
      New
    </Badge>
  ) : (
    <Badge title="The gateway had this content already and returned the existing file">
      Deduplicated
    </Badge>
  )
}
