import * as v from 'valibot'

/** Where the page asks its own server what this machine offers. */
export const SERVER_INFO_PATH = '/machine'

/** Where the page asks whether the upstream can be reached, which costs no call of it. */
export const REACH_PATH = '/machine/reach'

/** The page's mark on what it asks: no other page can send it here without leave. */
export const PAGE_HEADER = 'x-refdrop-page'

/** Where the page gets the bytes at a URL that the upstream returned: `?url=`, encoded. */
export const FETCHED_PATH = '/api/fetched'

const ServerInfoSchema = v.object({
  /** Host of the configured upstream, with its base path: `api.varg.ai`. */
  upstream: v.string(),
  /** Its base URL for programs, without `/v1` and without a slash at its end: `https://api.varg.ai`. */
  api: v.string(),
  /** The machine's own key, masked, or null where there is none. */
  machineKey: v.nullable(v.string()),
  /** Names that key without giving it away. */
  machineAccount: v.nullable(v.string()),
  /** Names the sandbox's folder: another folder has other files. */
  sandbox: v.string(),
})

export type ServerInfo = v.InferOutput<typeof ServerInfoSchema>

const ReachSchema = v.variant('reachable', [
  v.object({ reachable: v.literal(true) }),
  /**
   * The reason is a sentence for people that names the host. Where that `isDown`, the network
   * works, but nobody listens there.
   */
  v.object({ reachable: v.literal(false), reason: v.string(), isDown: v.boolean() }),
])

export type Reach = v.InferOutput<typeof ReachSchema>

/** @throws {v.ValiError} if our own server answers something else */
export function parseServerInfo(data: unknown): ServerInfo {
  return v.parse(ServerInfoSchema, data)
}

/** @throws {v.ValiError} if our own server answers something else */
export function parseReach(data: unknown): Reach {
  return v.parse(ReachSchema, data)
}
