/** Limits for clients of the server. Times are in milliseconds. */
export interface Limits {
  /** Open connections, counted over both loopback addresses. */
  connections: number
  /** Time from the start of a connection or request to the end of its headers. */
  headers: number
  /** Time between two requests on one connection. */
  keepAlive: number
  /** Time without a byte while a body is being read. */
  bodyIdle: number
  /** Time for uploads in flight to finish when the server closes. */
  drain: number
}

export const LIMITS: Limits = {
  connections: 500,
  headers: 20_000,
  keepAlive: 5_000,
  bodyIdle: 60_000,
  drain: 10_000,
}
