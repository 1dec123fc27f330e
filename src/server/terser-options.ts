import type { BuildOptions } from 'vite'

/**
 * Terser inlines constants across a chunk before the default minifier runs, which saves 5 kB. In
 * this code, no property read has a side effect, and only declared functions are constructors.
 */
export const TERSER_OPTIONS: NonNullable<BuildOptions['terserOptions']> = {
  mangle: false,
  ecma: 2020,
  compress: { passes: 3, inline: 1, pure_getters: true, unsafe_arrows: true },
}
