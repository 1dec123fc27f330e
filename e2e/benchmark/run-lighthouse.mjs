import lighthouse, { desktopConfig } from 'lighthouse'

const CATEGORIES = ['performance', 'accessibility', 'best-practices']

/**
 * Runs Lighthouse once in a browser that keeps its storage.
 *
 * @param {string} url
 * @param {number} port the port on which the browser is debugged
 * @param {'desktop' | 'mobile'} preset
 * @returns {Promise<{ scores: Record<string, number>, failed: string[] }>} scores of 100 by
 *   category, and the audits that failed
 */
export async function scorePage(url, port, preset) {
  const flags = { port, disableStorageReset: true, onlyCategories: CATEGORIES, logLevel: 'error' }
  const { lhr } = await lighthouse(url, flags, preset === 'desktop' ? desktopConfig : undefined)
  const scores = {}
  for (const name of CATEGORIES) scores[name] = Math.round((lhr.categories[name].score ?? 0) * 100)
  const failed = Object.values(lhr.audits)
    .filter(({ score, scoreDisplayMode }) => scoreDisplayMode === 'binary' && score === 0)
    .map(({ id }) => id)
  return { scores, failed }
}
