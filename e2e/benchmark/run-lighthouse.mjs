import lighthouse, { desktopConfig } from 'lighthouse'

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo']

/** Audits of best practices that have findings, but no score. */
const NOTED = new Set([
  'csp-xss',
  'trusted-types-xss',
  'origin-isolation',
  'clickjacking-mitigation',
  'deprecations',
  'valid-source-maps',
])

/**
 * Runs Lighthouse once in a browser that keeps its storage.
 *
 * @param {string} url
 * @param {number} port the port on which the browser is debugged
 * @param {'desktop' | 'mobile'} preset
 * @returns {Promise<{ scores: Record<string, number>, failed: string[], notes: string[] }>} scores
 *   of 100 by category, audits that failed, and what audits without a score found
 */
export async function scorePage(url, port, preset) {
  const flags = { port, disableStorageReset: true, onlyCategories: CATEGORIES, logLevel: 'error' }
  const { lhr } = await lighthouse(url, flags, preset === 'desktop' ? desktopConfig : undefined)
  const scores = {}
  for (const name of CATEGORIES) scores[name] = Math.round((lhr.categories[name].score ?? 0) * 100)
  const failed = Object.values(lhr.audits)
    .filter(({ score, scoreDisplayMode }) => scoreDisplayMode === 'binary' && score === 0)
    .map(({ id }) => id)
  const notes = Object.values(lhr.audits).flatMap(({ id, scoreDisplayMode, details }) =>
    scoreDisplayMode === 'informative' && NOTED.has(id)
      ? (details?.items ?? []).map((item) => `${id}: ${item.description ?? JSON.stringify(item)}`)
      : [],
  )
  return { scores, failed, notes }
}
