/** The chosen rows of a list, by key. Immutable: every change returns a new selection. */
export interface Selection {
  chosen: ReadonlySet<string>
  /** Where the next range starts: the row that was toggled last. */
  anchor: string | undefined
  /** The rows chosen when the anchor was set. A range only adds to them. */
  before: ReadonlySet<string>
}

const NONE: ReadonlySet<string> = new Set()

export const NOTHING_CHOSEN: Selection = { chosen: NONE, anchor: undefined, before: NONE }

/** Toggles one row. The row becomes the anchor in both cases. */
export function toggle({ chosen }: Selection, key: string): Selection {
  const next = new Set(chosen)
  if (!next.delete(key)) next.add(key)
  return { chosen: next, anchor: key, before: next }
}

/**
 * Chooses every row from the anchor to this one, also when the anchor row itself is not chosen.
 * Another range from the same anchor replaces the previous range. Rows chosen outside the range
 * stay chosen, including rows that are filtered out. When the anchor is not in `order`, only this
 * row is added, and it becomes the anchor.
 *
 * @param order keys of the shown rows
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

/** Chooses exactly the shown rows. The next choice sets the anchor. */
export function chooseAll(order: readonly string[]): Selection {
  const chosen = new Set(order)
  return { chosen, anchor: undefined, before: chosen }
}

/** Drops rows that no longer exist. Returns the same object when nothing changes. */
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
