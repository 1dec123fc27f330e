import type { HistoryEntry } from '../../../core/history/history.ts'
import type { Stage } from '../../../core/uploads/stage.ts'

/**
 * What the gutter of a row draws. `unconfirmed` means that the gateway stated no hash, and `checked`
 * that the file was fetched back from its URL and compared.
 */
export type GutterState =
  | 'queued'
  | 'moving'
  | 'waiting'
  | 'failed'
  | 'missing'
  | 'canceled'
  | 'new'
  | 'verified'
  | 'unconfirmed'
  | 'checked'

export function gutterOf(stage: Stage): GutterState {
  switch (stage.name) {
    case 'queued':
    case 'ready':
      return 'queued'
    case 'hashing':
    case 'uploading':
    case 'confirming':
      return 'moving'
    case 'waiting':
    case 'failed':
    case 'canceled':
      return stage.name
    case 'missing-file':
      return 'missing'
    case 'uploaded':
      if (stage.fetchedBack !== undefined) return 'checked'
      if (stage.result.isUnconfirmed) return 'unconfirmed'
      return stage.origin === 'new' ? 'new' : 'verified'
  }
}

/** Bytes of an export, or of a list of the gateway, were not compared here. */
export function gutterOfEntry({
  checkedAt,
  imported,
  listed,
  result,
}: HistoryEntry): GutterState | undefined {
  if (checkedAt !== undefined) return 'checked'
  if (imported || listed) return undefined
  return result.isUnconfirmed ? 'unconfirmed' : 'verified'
}
