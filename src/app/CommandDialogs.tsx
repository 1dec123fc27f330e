import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { HistoryEntry } from '../core/history/history.ts'
import { type ListItem, listEntry, listUpload, referenceOfItem } from '../core/request/list-item.ts'
import type { UploadsStore } from '../core/uploads/uploads-store.ts'
import { CommandMenu } from '../features/commands/CommandMenu.tsx'
import type { Command } from '../features/commands/command.ts'
import { HISTORY_KEY, type HistoryPorts } from '../features/uploads/list/history-ports.ts'
import { listDraftCommands } from './list-draft-commands.ts'
import type { PageRequest } from './request-ports.ts'
import { StoredThumbnail } from './StoredThumbnail.tsx'

export { ShortcutsDialog } from '../features/commands/ShortcutsDialog.tsx'

interface PageCommandMenuProps {
  commands: readonly Command[]
  store: UploadsStore
  /** Undefined until the storage is open. */
  history: HistoryPorts | undefined
  request: PageRequest | null
  initialText: string
  onClose: () => void
}

const NONE: readonly HistoryEntry[] = []

/** The command menu with the files of the list and the history. */
export function PageCommandMenu(props: PageCommandMenuProps) {
  const { commands, store, history, request, initialText, onClose } = props
  // The session fills the cache of this query.
  const { data: entries = NONE } = useQuery<readonly HistoryEntry[]>({
    queryKey: HISTORY_KEY,
    enabled: false,
  })
  const files = useMemo(() => listFiles(store, entries), [store, entries])

  return (
    <CommandMenu
      commands={request ? [...commands, ...listDraftCommands(request.drafts)] : commands}
      files={files}
      renderThumbnail={(file) =>
        history && <StoredThumbnail url={file.url} kind={file.kind} history={history} />
      }
      onAdd={request ? (file) => request.add([referenceOfItem(file)]) === 0 : undefined}
      initialText={initialText}
      onClose={onClose}
    />
  )
}

/** Files with a URL, newest first, each URL once. */
function listFiles(store: UploadsStore, entries: readonly HistoryEntry[]): ListItem[] {
  const byUrl = new Map<string, HistoryEntry>()
  for (const entry of entries) byUrl.set(entry.result.url, entry)
  const files = new Map<string, ListItem>()
  for (const upload of [...store.all()].reverse()) {
    const url = upload.stage.name === 'uploaded' ? upload.stage.result.url : undefined
    const file = listUpload(upload, url === undefined ? undefined : byUrl.get(url))
    if (file && !files.has(file.url)) files.set(file.url, file)
  }
  for (const entry of entries) {
    if (!entry.removed && !files.has(entry.result.url))
      files.set(entry.result.url, listEntry(entry))
  }
  return [...files.values()]
}
