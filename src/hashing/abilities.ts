import type { Ability } from '../core/problem.ts'

/** What a browser may lack, and where it is looked for. */
interface World {
  Worker?: unknown
  WebAssembly?: unknown
  crypto?: { subtle?: unknown }
  AbortSignal?: object
}

/** The first thing without which no file can be uploaded, whatever file it is. */
export function missingAbility(world: World = globalThis): Ability | undefined {
  if (!world.Worker) return 'Web Workers'
  if (!world.crypto) return 'Web Crypto'
  if (!world.AbortSignal || !('any' in world.AbortSignal)) return 'current JavaScript'
  return hasWebAssembly(world) || world.crypto.subtle ? undefined : 'hashing'
}

/** Without it the browser hashes whole files by itself. */
export function hasWebAssembly(world: World = globalThis): boolean {
  return Boolean(world.WebAssembly)
}
