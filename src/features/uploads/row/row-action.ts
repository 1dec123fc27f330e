import {
  ArrowDownUp,
  ArrowUpFromLine,
  CircleAlert,
  Copy,
  CopyCheck,
  ExternalLink,
  Eye,
  FolderOpen,
  Info,
  type LucideIcon,
  Minus,
  Pencil,
  Plus,
  RotateCw,
  Share,
  ShieldCheck,
  Trash2,
  X,
} from 'lucide-react'
import type { ApiVersion } from '../../../core/api/api-version.ts'
import type { MainActionId } from './main-action.ts'
import { words } from './words.ts'

export type RowActionId =
  | MainActionId
  | 'share'
  | 'add'
  | 'preview'
  | 'details'
  | 'open'
  | 'twin'
  | 'check-url'
  | 'upload-again'
  | 'edit-label'
  | 'delete'

interface Look {
  label: string
  icon: LucideIcon
  /** The key that does the same while the row has the focus. */
  keys?: string
  isDanger?: true
  startsGroup?: true
}

/** Something that can be done with a row now. It is a menu item, too. */
export interface RowAction extends Look {
  id: RowActionId
  onSelect(): void
}

const LOOKS: Record<RowActionId, Look> = {
  cancel: { label: words.cancel, icon: X },
  retry: { label: words.retry, icon: RotateCw, keys: 'R' },
  'use-version': { label: words.inVersion(1), icon: ArrowDownUp },
  'choose-file': { label: words.chooseFile, icon: FolderOpen },
  add: { label: words.add, icon: Plus, keys: 'A' },
  copy: { label: words.copy, icon: Copy, keys: 'C' },
  share: { label: words.share, icon: Share },
  preview: { label: words.preview, icon: Eye, keys: 'Enter' },
  details: { label: words.details, icon: Info },
  open: { label: words.open, icon: ExternalLink },
  twin: { label: words.twin, icon: CopyCheck },
  'check-url': { label: words.checkUrl, icon: ShieldCheck },
  'upload-again': { label: words.uploadAgain, icon: ArrowUpFromLine },
  'edit-label': { label: words.editLabel, icon: Pencil },
  remove: { label: words.remove, icon: Trash2, keys: 'Delete', isDanger: true, startsGroup: true },
  delete: { label: words.delete, icon: CircleAlert, isDanger: true },
}

export function createAction(id: RowActionId, onSelect: () => void): RowAction {
  return { id, ...LOOKS[id], onSelect }
}

/** Retries at once a file that waits for its next try. */
export function retryNow(onSelect: () => void): RowAction {
  return { ...createAction('retry', onSelect), label: words.retryNow }
}

/** Sends all files that failed for the same reason again, in another version. */
export function inOtherVersion(version: ApiVersion, onSelect: () => void): RowAction {
  return { ...createAction('use-version', onSelect), label: words.inVersion(version) }
}

/** Adds a file to the request, or takes it out. */
export function requestToggle(isIn: boolean, onSelect: () => void): RowAction {
  const action = createAction('add', onSelect)
  return isIn ? { ...action, label: words.removeFromRequest, icon: Minus } : action
}
