import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite'

/**
 * Has the browser fetch parts of the page beside its first load, and all others, with the scripts
 * of workers, when it is idle: they are to be had offline, and after the build was replaced.
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
        const besides = [...files].filter((file) => !early.has(file))
        // Nothing can be done without the workers, so they are first.
        const idle = Object.keys(bundle)
          .filter((file) => file.endsWith('.js') && !early.has(file) && !files.has(file))
          .sort((a, b) => Number(isWorker(b)) - Number(isWorker(a)))
        return [
          ...besides.map((file) =>
            link({
              rel: 'modulepreload',
              crossorigin: true,
              href: `/${file}`,
              fetchpriority: 'low',
            }),
          ),
          ...idle.map((file) => link({ rel: 'prefetch', href: `/${file}` })),
        ]
      },
    },
  }
}

const isWorker = (file: string) => file.includes('.worker')

const link = (attrs: Record<string, string | boolean>): HtmlTagDescriptor => ({
  tag: 'link',
  attrs,
  injectTo: 'head',
})

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
