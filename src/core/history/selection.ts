/** Which rows of a list are chosen, by their keys. Every change makes another one. */
export interface Selection {
  chosen: ReadonlySet<string>
  /** Where a range begins: the row that was chosen, or no longer chosen, last on its own. */
  anchor: string | undefined
  /** What was chosen when the anchor was set: a range is added to it and takes nothing from it. */
  before: ReadonlySet<string>
}

const NONE: ReadonlySet<string> = new Set()

export const NOTHING_CHOSEN: Selection = { chosen: NONE, anchor: undefined, before: NONE }

/** Chooses a row, or no longer. The next range begins at it either way. */
export function toggle({ chosen }: Selection, key: string): Selection {
  const next = new Set(chosen)
  if (!next.delete(key)) next.add(key)
  return { chosen: next, anchor: key, before: next }
}

/**
 * Chooses every row from the anchor to this one. A range always chooses, also from a row that
 * was just taken out. Another range from the same anchor replaces it, so that going back by an
 * arrow takes rows out again; what was chosen apart from it stays, also rows not shown now.
 * Where the anchor is not shown, the row is chosen alone and is the anchor from then on.
 */
export function extendTo(selection: Selection, key: string, order: readonly string[]): Selection {
  const { chosen, anchor, before } = selection
  const end = order.indexOf(key)
  const start = anchor === undefined ? -1 : order.indexOf(anchor)
  if (end < 0) return selection
  if (start < 0) {
    const next = new Set(chosen).add(key)
    return { chosen: next, anchor: key, before: next }
  }
  const range = order.slice(Math.min(start, end), Math.max(start, end) + 1)
  return { chosen: new Set([...before, ...range]), anchor, before }
}

/** Chooses the rows that are shown, and no others. The anchor is left to the next choice. */
export function chooseAll(order: readonly string[]): Selection {
  const chosen = new Set(order)
  return { chosen, anchor: undefined, before: chosen }
}

/** Leaves out what is no longer there. The same object where that is nothing. */
export function keepOnly(selection: Selection, existing: { has(key: string): boolean }): Selection {
  const { chosen, anchor, before } = selection
  const isGone = anchor !== undefined && !existing.has(anchor)
  const kept = filterKeys(chosen, existing)
  const keptBefore = before === chosen ? kept : filterKeys(before, existing)
  if (!isGone && kept === chosen && keptBefore === before) return selection
  return { chosen: kept, anchor: isGone ? undefined : anchor, before: keptBefore }
}

function filterKeys(
  keys: ReadonlySet<string>,
  existing: { has(key: string): boolean },
): ReadonlySet<string> {
  const kept = [...keys].filter((key) => existing.has(key))
  return kept.length === keys.size ? keys : new Set(kept)
}
