/**
 * Whether the server answers, but with another build than this page is of. Never rejects.
 *
 * @param failure what an import rejected with, or the path of a script
 */
export async function isBuildReplaced(failure: unknown): Promise<boolean> {
  // Chromium and Firefox name the file that they could not load.
  const [file] = /https?:\S+|^\/\S+/.exec(String(failure).replace(/^\w+: /, '')) ?? []
  try {
    if (file && isGone(await fetch(file, { cache: 'no-store' }))) return true
    const page = await fetch('/', { cache: 'no-store' })
    const script = document.querySelector<HTMLScriptElement>('script[type=module]')
    const own = script && new URL(script.src).pathname
    return page.ok && own !== null && !(await page.text()).includes(own)
  } catch {
    return false
  }
}

/** For a path that it does not know, a server may send the page. */
function isGone({ status, ok, headers }: Response): boolean {
  return status === 404 || (ok && !headers.get('Content-Type')?.includes('javascript'))
}

/**
 * Fetches the page's other parts into the cache, one at a time, so that they load offline and
 * after the build was replaced. Not by prefetch links: Firefox holds those against `default-src`.
 */
export async function fetchForLater(): Promise<void> {
  const list = document.querySelector<HTMLMetaElement>('meta[name=later]')
  for (const path of list?.content.split(' ') ?? []) {
    await fetch(path, { priority: 'low' })
      .then((response) => response.blob())
      .catch(() => {})
  }
}
