import type { Seconds } from './family.ts'
import { words } from './words.ts'

/** All whole numbers of a range. */
export function whole(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, place) => from + place)
}

export function takesSeconds(allowed: Seconds, seconds: number): boolean {
  return nearest(allowed, seconds) === seconds
}

/** The nearest duration that all documents allow, the longer of two. Undefined without one. */
export function nearestSeconds(all: readonly Seconds[], seconds: number): number | undefined {
  const candidates = all
    .flatMap((one) => (isList(one) ? one : nearest(one, seconds)))
    .filter((one) => all.every((allowed) => takesSeconds(allowed, one)))
  return candidates.length > 0 ? nearest(candidates, seconds) : undefined
}

function nearest(allowed: Seconds, seconds: number): number {
  if (!isList(allowed)) return Math.min(allowed.to, Math.max(allowed.from, seconds))
  const distance = (one: number) => Math.abs(one - seconds)
  return allowed.reduce((best, one) => (distance(one) <= distance(best) ? one : best))
}

/** "whole seconds from 3 to 15", "5 or 10 seconds". */
export function describeSeconds(allowed: Seconds): string {
  if (isList(allowed)) {
    const [from = 0, to = 0] = boundsOf(allowed)
    return isRow(allowed) ? words.wholeSeconds(from, to) : words.oneOfSeconds(allowed)
  }
  return allowed.to === Infinity ? words.anySeconds : words.secondsBetween(allowed.from, allowed.to)
}

/** "3–15 s", "5, 10 s". */
export function shortSeconds(allowed: Seconds): string {
  if (isList(allowed) && !isRow(allowed)) return words.seconds(allowed.join(', '))
  return words.seconds(boundsOf(allowed).join('–'))
}

function boundsOf(allowed: Seconds) {
  return isList(allowed) ? [allowed[0], allowed.at(-1)] : [allowed.from, allowed.to]
}

/** Whether these are at least four consecutive whole numbers. */
function isRow(allowed: readonly number[]): boolean {
  return allowed.length > 3 && (allowed.at(-1) ?? 0) - (allowed[0] ?? 0) === allowed.length - 1
}

function isList(allowed: Seconds): allowed is readonly number[] {
  return Array.isArray(allowed)
}
