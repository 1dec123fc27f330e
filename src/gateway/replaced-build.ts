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

/** Fetches what the page has for later: a browser that knows no `prefetch` does not. */
export function fetchForLater(): void {
  if (document.createElement('link').relList.supports('prefetch')) return
  for (const { href } of document.querySelectorAll<HTMLLinkElement>('link[rel=prefetch]')) {
    fetch(href).catch(() => {})
  }
}
