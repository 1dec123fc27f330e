/** What a browser may lack, and where it is looked for. */
interface World {
  Worker?: unknown
  WebAssembly?: unknown
  crypto?: { subtle?: unknown } | undefined
  AbortSignal?: { any?: unknown } | undefined
}

/**
 * The first thing without which no file can be uploaded, whatever file it is. `hashing` is
 * WebAssembly or, on a secure origin, the browser's own SHA-256.
 */
export function missingAbility(world: World = globalThis): string | undefined {
  if (!world.Worker) return 'Web Workers'
  if (!world.crypto) return 'Web Crypto'
  if (!world.AbortSignal?.any) return 'AbortSignal.any'
  return world.WebAssembly || world.crypto.subtle ? undefined : 'hashing'
}
