import type { Finding } from './part-loader.ts'

/**
 * Asks the server about a part that failed to load. Never rejects.
 *
 * @param failure the reason of a rejected import, or the path of a script
 */
export async function judgeFailure(failure: unknown): Promise<Finding> {
  // Chromium and Firefox name the file in the message.
  const [file] = /https?:\S+|^\/\S+/.exec(String(failure).replace(/^\w+: /, '')) ?? []
  try {
    const response = file ? await fetch(file, { cache: 'no-store' }) : undefined
    if (response && isGone(response)) return 'replaced'
    const page = await fetch('./', { cache: 'no-store' })
    const own = document.querySelector('script[type=module]')?.getAttribute('src')
    if (page.ok && own != null && !(await page.text()).includes(own)) return 'replaced'
    return response?.ok ? 'available' : 'unknown'
  } catch {
    return 'unknown'
  }
}

/** A server may respond with the page when it does not know a path. */
export function isGone({ status, ok, headers }: Response): boolean {
  return status === 404 || (ok && !/javascript|css/.test(headers.get('Content-Type') ?? ''))
}
