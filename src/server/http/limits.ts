/** What the server grants its clients. Times are in milliseconds. */
export interface Limits {
  /** Open connections, at both loopback addresses together. */
  connections: number
  /** From the beginning of a connection or request to the end of its headers. */
  headers: number
  /** Between two requests on one connection. */
  keepAlive: number
  /** Without a byte of a body that is being read. */
  bodyIdle: number
  /** For uploads in flight when the server ends. */
  drain: number
}

export const LIMITS: Limits = {
  connections: 500,
  headers: 20_000,
  keepAlive: 5_000,
  bodyIdle: 60_000,
  drain: 10_000,
}
