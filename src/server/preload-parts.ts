import type { Plugin, Rolldown } from 'vite'

/**
 * Has the browser fetch parts of the page beside its first load. Without that each is asked for
 * when the first load has run, and comes when the page is busy drawing itself.
 *
 * @param modules ends of the paths of their modules: `/app/Workbench.tsx`
 */
export function preloadParts(modules: readonly string[]): Plugin {
  return {
    name: 'refdrop-preload-parts',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {}, chunk: page }) {
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk')
        const parts = chunks.filter(({ facadeModuleId }) =>
          modules.some((module) => facadeModuleId?.endsWith(module)),
        )
        if (parts.length !== modules.length) throw new Error('A part to be preloaded is no chunk')
        const early = page ? withImports(page, bundle) : new Set<string>()
        const files = new Set(parts.flatMap((part) => [...withImports(part, bundle)]))
        return [...files]
          .filter((file) => !early.has(file))
          .map((file) => ({
            tag: 'link',
            attrs: {
              rel: 'modulepreload',
              crossorigin: true,
              href: `/${file}`,
              fetchpriority: 'low',
            },
            injectTo: 'head',
          }))
      },
    },
  }
}

/** The files that a chunk cannot do without. */
function withImports(
  chunk: Rolldown.OutputChunk,
  bundle: Rolldown.OutputBundle,
  files = new Set<string>(),
): Set<string> {
  files.add(chunk.fileName)
  for (const name of chunk.imports) {
    const imported = bundle[name]
    if (imported?.type === 'chunk' && !files.has(name)) withImports(imported, bundle, files)
  }
  return files
}
