/**
 * Why storing has stopped.
 *
 * - `refused`: a private window, blocked site data, or a browser without a database.
 * - `newer`: a newer build upgraded the database.
 * - `held`: a page of an older build blocks the upgrade.
 */
export type StorageLoss = 'no-room' | 'refused' | 'newer' | 'held' | 'broken'

/** Name of the error when another page blocks the database. */
export const BLOCKED = 'BlockedError'

const LOSSES: Record<string, StorageLoss> = {
  QuotaExceededError: 'no-room',
  VersionError: 'newer',
  [BLOCKED]: 'held',
  SecurityError: 'refused',
  NotAllowedError: 'refused',
}

/** @param isOpening only an open can be refused. Later errors are `broken`. */
export function lossOf(caught: unknown, isOpening: boolean): StorageLoss {
  const name = nameOf(caught)
  const isRefused = isOpening && (name === 'InvalidStateError' || name === '')
  return LOSSES[name] ?? (isRefused ? 'refused' : 'broken')
}

/** The name of a DOMException, or an empty string for other errors. */
export function nameOf(caught: unknown): string {
  return caught instanceof DOMException ? caught.name : ''
}
