/** The part of a registration that is used here. */
interface Workers {
  readonly installing: unknown
  readonly waiting: unknown
}

/**
 * The stored files of builds at one scope. Each build has its own cache.
 *
 * @param revision of the build of this worker
 */
export function createBuildCaches(caches: CacheStorage, scope: string, revision: string) {
  // Another Refdrop at this origin has another scope.
  const prefix = `refdrop ${scope} `
  const own = prefix + revision

  const findNames = async () => (await caches.keys()).filter((name) => name.startsWith(prefix))
  const deleteNames = (names: readonly string[]) =>
    Promise.all(names.map((name) => caches.delete(name)))

  return {
    /** Stores all files of the build, or none. */
    async store(files: readonly Request[]): Promise<void> {
      const cache = await caches.open(own)
      await cache.addAll([...files])
    },

    find: (file: string | Request): Promise<Response | undefined> =>
      caches.match(file, { cacheName: own, ignoreVary: true }),

    /**
     * Deletes the caches of older builds when this one becomes active. Keeps all while a newer build
     * installs or waits, which then deletes them.
     */
    async deleteOlder(workers: Workers): Promise<void> {
      const names = await findNames()
      // Checked after reading the names, so that the workers of all these caches are known.
      if (workers.installing || workers.waiting) return
      await deleteNames(names.filter((name) => name !== own))
    },

    deleteAll: async () => deleteNames(await findNames()),
  }
}
