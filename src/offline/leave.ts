/** Milliseconds to wait until the former page of a tab has closed. */
const CLOSE_TIMEOUT = 2000

/** Milliseconds between two checks of the open pages. */
const INTERVAL = 100

interface LeavePorts {
  unregister: () => Promise<unknown>
  /** All open pages at the address of Refdrop. */
  findPages: () => Promise<readonly { id: string }[]>
  deleteCaches: () => Promise<unknown>
}

/**
 * Removes the worker, because another page is at the address of Refdrop. Open pages of Refdrop keep
 * their files.
 *
 * @param other id of the other page. The page that it replaces may be open for a moment
 */
export async function leave(
  { unregister, findPages, deleteCaches }: LeavePorts,
  other: string,
): Promise<void> {
  await unregister()
  for (let waited = 0; waited <= CLOSE_TIMEOUT; waited += INTERVAL) {
    const pages = await findPages()
    if (pages.every(({ id }) => id === other)) {
      await deleteCaches()
      return
    }
    await new Promise((resolve) => setTimeout(resolve, INTERVAL))
  }
}
