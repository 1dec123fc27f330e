/** What a browser may lack, and where it is looked for. */
interface World {
  Worker?: unknown
  WebAssembly?: unknown
  crypto?: { subtle?: unknown } | undefined
  AbortSignal?: { any?: unknown } | undefined
}

/** Without WebAssembly the browser itself hashes, which it does on a secure origin only. */
const HASHING = 'WebAssembly and Refdrop no secure address (HTTPS or localhost)'

/** The first thing without which no file can be uploaded, whatever file it is. */
export function missingAbility(world: World = globalThis): string | undefined {
  if (!world.Worker) return 'Web Workers'
  if (!world.crypto) return 'Web Crypto'
  if (!world.AbortSignal?.any) return 'AbortSignal.any'
  return world.WebAssembly || world.crypto.subtle ? undefined : HASHING
}
