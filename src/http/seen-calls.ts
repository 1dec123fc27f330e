import type { SeenCall } from '../core/traffic/seen-call.ts'

/** What was seen before anybody watched. */
const early: SeenCall[] = []

let tell = (call: SeenCall): void => {
  early.push(call)
}

/** Tells whoever watches of a call that is over. */
export function reportCall(call: SeenCall): void {
  tell(call)
}

/** Hears of every call that this room makes, those from before too. Only the last one watches. */
export function watchCalls(listener: (call: SeenCall) => void): void {
  tell = listener
  early.splice(0).forEach(listener)
}
