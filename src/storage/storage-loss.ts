/**
 * Why nothing more is stored.
 *
 * - `refused`: a private window, blocked site data, or a browser without a database.
 * - `newer`: a newer build has changed the database.
 * - `held`: a page of an older build keeps it from being upgraded.
 */
export type StorageLoss = 'no-room' | 'refused' | 'newer' | 'held' | 'broken'

/** The name of the error when another page holds the database. */
export const BLOCKED = 'BlockedError'

const LOSSES: Record<string, StorageLoss> = {
  QuotaExceededError: 'no-room',
  VersionError: 'newer',
  [BLOCKED]: 'held',
  SecurityError: 'refused',
  NotAllowedError: 'refused',
}

/** @param isOpening a database that was open is no more refused: it broke */
export function lossOf(caught: unknown, isOpening: boolean): StorageLoss {
  const name = nameOf(caught)
  const isRefused = isOpening && (name === 'InvalidStateError' || name === '')
  return LOSSES[name] ?? (isRefused ? 'refused' : 'broken')
}

/** The name of a browser's own error; empty for all else. */
export function nameOf(caught: unknown): string {
  return caught instanceof DOMException ? caught.name : ''
}
