import type { ObservedCall } from '../core/traffic/observed-call.ts'

/** What was seen before anybody watched. */
const early: ObservedCall[] = []

let tell = (call: ObservedCall): void => {
  early.push(call)
}

/** Tells whoever watches of a call that is over. */
export function reportCall(call: ObservedCall): void {
  tell(call)
}

/** Hears of every call that this room makes, those from before too. Only the last one watches. */
export function observeCalls(listener: (call: ObservedCall) => void): void {
  tell = listener
  early.splice(0).forEach(listener)
}
