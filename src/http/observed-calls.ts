import type { ObservedCall } from '../core/traffic/observed-call.ts'

/** Calls that ended before there was a listener. */
const early: ObservedCall[] = []

let notify = (call: ObservedCall): void => {
  early.push(call)
}

export function reportCall(call: ObservedCall): void {
  notify(call)
}

/** Sets the listener for all calls of the page, including earlier ones. There is one listener. */
export function observeCalls(listener: (call: ObservedCall) => void): void {
  notify = listener
  early.splice(0).forEach(listener)
}
