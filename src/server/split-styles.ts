import type { Plugin, Rolldown } from 'vite'
import { withImports } from './preload-parts.ts'
import { splitSheet } from './style-sheets.ts'

/**
 * Splits the stylesheet of the page. The first sheet has what the first load needs. The others are
 * preloaded, and `loadView` applies them.
 *
 * @param early ends of module paths of lazy parts that appear before the second sheet is loaded
 * @param list ends of module paths of lazy parts that appear before the third sheet is loaded
 */
export function splitStyles(early: readonly string[], list: readonly string[]): Plugin {
  const later: string[] = []
  let base = ''
  return {
    name: 'refdrop-split-styles',
    apply: 'build',
    configResolved(config) {
      base = config.base
    },
    generateBundle: {
      order: 'pre',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk')
        const page = chunks.find(
          ({ isEntry, viteMetadata }) => isEntry && viteMetadata?.importedCss.size,
        )
        const [file = ''] = page?.viteMetadata?.importedCss ?? []
        const sheet = bundle[file]
        if (!page || sheet?.type !== 'asset') throw new Error('The page has no stylesheet.')
        const chunksOf = (modules: readonly string[]) =>
          chunks.filter(({ moduleIds }) =>
            moduleIds.some((id) => modules.some((end) => id.endsWith(end))),
          )
        const codeOf = (some: readonly Rolldown.OutputChunk[]) => {
          const files = new Set(some.flatMap((chunk) => [...withImports(chunk, bundle)]))
          return chunks
            .filter(({ fileName }) => files.has(fileName))
            .map((chunk) => chunk.code)
            .join('\n')
        }
        const scripts = [codeOf([page, ...chunksOf(early)]), codeOf(chunksOf(list))]
        const [first = '', ...others] = splitSheet(String(sheet.source), scripts)
        const emit = (name: string, source: string) =>
          this.getFileName(this.emitFile({ type: 'asset', name, source }))
        delete bundle[file]
        page.viteMetadata?.importedCss.delete(file)
        page.viteMetadata?.importedCss.add(emit('index.css', first))
        others.forEach((source, index) => {
          later[index] = emit(`${['lazy-styles', 'lazy-views'][index]}.css`, source)
        })
      },
    },
    transformIndexHtml: {
      order: 'post',
      handler: () =>
        later.map((file) => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'style', href: base + file, fetchpriority: 'low' },
          injectTo: 'head' as const,
        })),
    },
  }
}
