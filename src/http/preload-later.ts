import { isGone } from './judge-failure.ts'

/**
 * Loads the lazy parts of the page ahead, one at a time, so that they open offline and after a new
 * build. Scripts of workers go into the HTTP cache only. Prefetch links are no option: Firefox
 * blocks them because of `default-src`.
 */
export async function preloadLater(): Promise<void> {
  const list = document.querySelector<HTMLMetaElement>('meta[name=later]')
  for (const path of list?.content.split(' ') ?? []) {
    try {
      const response = await fetch(path, { priority: 'low' })
      await response.blob()
      if (response.ok && !isGone(response) && !path.includes('.worker')) preload(path)
    } catch {}
  }
}

/**
 * Keeps a module in the memory of the page. In a private window, WebKit has no HTTP cache. Firefox
 * never loads a module again after a failure, so its file must be in the cache before.
 */
function preload(path: string): void {
  const link = document.createElement('link')
  link.rel = 'modulepreload'
  link.crossOrigin = ''
  link.href = path
  document.head.append(link)
}
