import type { Upload } from '../../core/upload.ts'
import { Badge } from '../../ui/Badge.tsx'

/** What is to be known of a file at a glance, a word each. */
export function FileBadges({ upload: { gateway, stage } }: { upload: Upload }) {
  return (
    <span className="flex flex-wrap gap-1 max-sm:col-span-full sm:order-1">
      {gateway === 'sandbox' && (
        <Badge look="sandbox" title="On this machine only; its URL works nowhere else">
          Sandbox
        </Badge>
      )}
      {stage.name === 'uploaded' && stage.origin === 'new' && (
        <Badge look="accent" title="The gateway did not have this content yet">
          New
        </Badge>
      )}
      {stage.name === 'uploaded' && stage.origin === 'deduplicated' && (
        <Badge title="The gateway had this content already and returned the existing file">
          Deduplicated
        </Badge>
      )}
      {stage.name === 'uploaded' && (
        <Badge title="Hash and size in the gateway’s answer equal ours">Verified</Badge>
      )}
    </span>
  )
}
