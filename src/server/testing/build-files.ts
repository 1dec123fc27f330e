import { resolve } from 'node:path'
import { type BuildOptions, build, type Plugin, type Rolldown } from 'vite'

/**
 * Builds a page whose files have these contents.
 *
 * @param files by path from the root
 */
export async function buildFiles(
  files: Readonly<Record<string, string>>,
  plugin: Plugin,
  { input = '/index.html', ...options }: BuildOptions & { input?: string } = {},
): Promise<Rolldown.RolldownOutput['output']> {
  const made = await build({
    root: resolve('/'),
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'files',
        enforce: 'pre',
        resolveId: (id) => Object.keys(files).find((known) => id.endsWith(known)),
        load: (id) => files[id],
      },
      plugin,
    ],
    build: { ...options, write: false, rolldownOptions: { input } },
  })
  return (made as Rolldown.RolldownOutput).output
}
