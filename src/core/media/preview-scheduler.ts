/** A task that makes the preview of one file. Uploads do not depend on it. */
export interface PreviewTask<Lane extends string = string> {
  /** Read before each run. */
  lane: Lane
  /**
   * Never rejects.
   *
   * @param attempt 0 for the first
   * @returns `done` when there is nothing left to try, `late` when the time ran out, `next` when the
   * task continues in another lane
   */
  run(attempt: number): Promise<'done' | 'late' | 'next'>
}

interface Entry {
  /** Views that show the file now. */
  views: number
  /** The task runs even when no view shows the file. */
  isWanted: boolean
  /** Ascending in the order of the calls. */
  order: number
  attempt: number
  isRunning: boolean
  /** The pause before the next attempt. */
  pause: ReturnType<typeof setTimeout> | undefined
}

/** Maximum tasks kept for later. Dropped ones run only when a view shows their file. */
const MOST_LATER = 200

/** Milliseconds before the second attempt. Each later pause is four times as long. */
const FIRST_PAUSE = 2_000
const LONGEST_PAUSE = 5 * 60_000

/**
 * Runs previews of files in view first, in the order in which they came into view. Then runs those
 * for later, the newest first. A task that timed out is retried after a pause, until it ends or is
 * no longer needed.
 *
 * @param room maximum number of concurrent tasks of a lane, for files in view or for later ones
 */
export function createPreviewScheduler<Lane extends string>(
  room: (lane: Lane, isInView: boolean) => number,
) {
  type Task = PreviewTask<Lane>
  const entries = new Map<Task, Entry>()
  let lastOrder = 0

  function entryOf(task: Task): Entry {
    const known = entries.get(task)
    if (known) return known
    const entry: Entry = {
      ...{ views: 0, isWanted: false, order: 0, attempt: 0 },
      ...{ isRunning: false, pause: undefined },
    }
    entries.set(task, entry)
    return entry
  }

  /** Starts what there is room for. */
  function update(): void {
    const running: Partial<Record<Lane, number>> = {}
    const ready: [Task, Entry][] = []
    for (const [task, entry] of entries) {
      if (entry.isRunning) running[task.lane] = (running[task.lane] ?? 0) + 1
      else if (entry.pause === undefined && room(task.lane, entry.views > 0) > 0) {
        ready.push([task, entry])
      }
    }
    ready.sort(([, a], [, b]) => compare(a, b))
    for (const [task, entry] of ready) {
      const active = running[task.lane] ?? 0
      if (active >= room(task.lane, entry.views > 0)) continue
      running[task.lane] = active + 1
      void start(task, entry)
    }
  }

  async function start(task: Task, entry: Entry): Promise<void> {
    entry.isRunning = true
    const outcome = await task.run(entry.attempt)
    entry.isRunning = false
    if (outcome === 'done') entries.delete(task)
    if (outcome === 'late') {
      const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 4 ** entry.attempt)
      entry.attempt += 1
      entry.pause = setTimeout(() => {
        entry.pause = undefined
        update()
      }, pause)
    }
    drop(task, entry)
    update()
  }

  /** Forgets a task that is not needed any more. A running one ends by itself. */
  function drop(task: Task, entry: Entry): void {
    if (entry.views > 0 || entry.isWanted || entry.isRunning) return
    clearTimeout(entry.pause)
    entries.delete(task)
  }

  function dropOldest(): void {
    if (entries.size <= MOST_LATER) return
    let count = 0
    let oldest: [Task, Entry] | undefined
    for (const [task, entry] of entries) {
      if (!entry.isWanted) continue
      count += 1
      if (!oldest || entry.order < oldest[1].order) oldest = [task, entry]
    }
    if (!oldest || count <= MOST_LATER) return
    oldest[1].isWanted = false
    drop(...oldest)
  }

  return {
    update,

    /** Adds a view of the file. @returns removes it, when the view is gone or has its picture */
    show(task: Task): () => void {
      const entry = entryOf(task)
      lastOrder += 1
      if (entry.views === 0) entry.order = lastOrder
      entry.views += 1
      update()
      let isShown = true
      return () => {
        if (!isShown) return
        isShown = false
        entry.views -= 1
        if (entries.get(task) === entry) drop(task, entry)
      }
    },

    /** Keeps the task for later, even when no view shows the file. */
    want(task: Task): void {
      const entry = entryOf(task)
      lastOrder += 1
      if (entry.views === 0) entry.order = lastOrder
      entry.isWanted = true
      dropOldest()
      if (room(task.lane, entry.views > 0) > 0) update()
    },
  }
}

/** Files in view first, the earliest first. Then files for later, the newest first. */
function compare(a: Entry, b: Entry): number {
  if (a.views > 0 !== b.views > 0) return a.views > 0 ? -1 : 1
  return a.views > 0 ? a.order - b.order : b.order - a.order
}
