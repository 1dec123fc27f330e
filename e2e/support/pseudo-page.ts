import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { pseudoLocale } from './pseudo-locale.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** The folder whose `dist/` has the page from right to left in a made-up language. */
export const PSEUDO_ROOT = fileURLToPath(new URL('../results/pseudo/', import.meta.url))

export const START_WITH_ROOT = fileURLToPath(new URL('start-with-root.mjs', import.meta.url))

/** Builds the page of {@link PSEUDO_ROOT}. */
export async function buildPseudoPage(): Promise<void> {
  process.env.REFDROP_LANGUAGE = 'en'
  await build({
    root: ROOT,
    logLevel: 'error',
    plugins: [pseudoLocale()],
    build: { outDir: `${PSEUDO_ROOT}dist`, emptyOutDir: true },
  })
}
