import type { Plugin, Rolldown } from 'vite'

/**
 * Preloads the given lazy chunks alongside the first load. Lists all other chunks and the worker
 * scripts in `<meta name="later">`, which `preloadLater` reads.
 *
 * @param modules ends of module paths, such as `/app/Workbench.tsx`
 * @param first modules of the lazy chunks that come first in the list
 * @throws {Error} during the build if no chunk has a module
 */
export function preloadParts(modules: readonly string[], first: readonly string[] = []): Plugin {
  let base = ''
  return {
    name: 'refdrop-preload-parts',
    apply: 'build',
    configResolved(config) {
      base = config.base
    },
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {}, chunk: page }) {
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk')
        const partOf = (module: string) => {
          const part = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(module)))
          if (!part) throw new Error(`A part to be preloaded is in no chunk: ${module}`)
          return part
        }
        const parts = modules.map(partOf)
        const firstFiles = first.map((module) => partOf(module).fileName)
        const early = page ? withImports(page, bundle) : new Set<string>()
        const files = new Set(parts.flatMap((part) => [...withImports(part, bundle)]))
        const besides = [...files].filter((file) => !early.has(file))
        const idle = Object.keys(bundle).filter(
          (file) => file.endsWith('.js') && !early.has(file) && !files.has(file),
        )
        // Uploads need the workers.
        const later = new Set([...idle.filter(isWorker), ...firstFiles, ...idle])
        return [
          ...besides.map((file) => ({
            tag: 'link',
            attrs: {
              rel: 'modulepreload',
              crossorigin: true,
              href: base + file,
              fetchpriority: 'low',
            },
            injectTo: 'head' as const,
          })),
          {
            tag: 'meta',
            attrs: { name: 'later', content: Array.from(later, (file) => base + file).join(' ') },
            injectTo: 'head',
          },
        ]
      },
    },
  }
}

const isWorker = (file: string) => file.includes('.worker')

/** The file of a chunk and the files of its static imports. */
export function withImports(
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
