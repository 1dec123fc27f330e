import { words } from './words.ts'

/** Globals that a browser may lack. */
interface Globals {
  Worker?: unknown
  WebAssembly?: unknown
  crypto?: { subtle?: unknown } | undefined
  AbortSignal?: { any?: unknown } | undefined
}

/** The first missing ability that every upload needs, as the words after "Uploads need". */
export function missingAbility(globals: Globals = globalThis): string | undefined {
  if (!globals.Worker) return 'Web Workers'
  if (!globals.crypto) return 'Web Crypto'
  if (!globals.AbortSignal?.any) return 'AbortSignal.any'
  // Without WebAssembly the browser hashes, but only on a secure origin.
  return globals.WebAssembly || globals.crypto.subtle ? undefined : words.hashing
}
