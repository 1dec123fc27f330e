/** Whether a worker never came to be because its script could not be loaded: what it throws is an ErrorEvent. */
export function isUnloaded(event: Event, hasSpoken: boolean): boolean {
  return !hasSpoken && !(event instanceof ErrorEvent)
}
