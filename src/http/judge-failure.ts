/**
 * Whether the server responds with another build than the one of this page. Never rejects.
 *
 * @param failure the reason of a rejected import, or the path of a script
 */
export async function isBuildReplaced(failure: unknown): Promise<boolean> {
  // Chromium and Firefox name the file in the message.
  const [file] = /https?:\S+|^\/\S+/.exec(String(failure).replace(/^\w+: /, '')) ?? []
  try {
    if (file && isGone(await fetch(file, { cache: 'no-store' }))) return true
    const page = await fetch('./', { cache: 'no-store' })
    const own = document.querySelector('script[type=module]')?.getAttribute('src')
    return page.ok && own != null && !(await page.text()).includes(own)
  } catch {
    return false
  }
}

/** A server may respond with the page when it does not know a path. */
function isGone({ status, ok, headers }: Response): boolean {
  return status === 404 || (ok && !/javascript|css/.test(headers.get('Content-Type') ?? ''))
}

/**
 * Fetches the lazy parts of the page into the cache, one at a time. They then load offline and after
 * a new build. Prefetch links are no option: Firefox blocks them because of `default-src`.
 */
export async function fetchForLater(): Promise<void> {
  const list = document.querySelector<HTMLMetaElement>('meta[name=later]')
  for (const path of list?.content.split(' ') ?? []) {
    await fetch(path, { priority: 'low' })
      .then((response) => response.blob())
      .catch(() => {})
  }
}
