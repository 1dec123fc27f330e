import * as v from 'valibot'

/** Path of {@link ServerInfo} on our server. */
export const SERVER_INFO_PATH = '/machine'

/** Path of {@link Reach} on our server. The check sends no key to the upstream. */
export const REACH_PATH = '/machine/reach'

/** Header of the page's own requests. Pages of other origins cannot send it without permission. */
export const PAGE_HEADER = 'x-refdrop-page'

/** Name of the page's one policy for Trusted Types. The server's headers allow no other. */
export const SCRIPT_POLICY = 'refdrop-scripts'

/** Path that serves the file at a URL that the upstream returned, given as `?url=`. */
export const FETCHED_PATH = '/api/fetched'

/** Path of an import: a POST with `{"url": …}`, which responds with the file at a public URL. */
export const IMPORT_PATH = '/api/import'

const ServerInfoSchema = v.object({
  /** Host of the configured upstream, with its base path: `api.varg.ai`. */
  upstream: v.string(),
  /** Base URL of the upstream, without `/v1` and without a trailing slash: `https://api.varg.ai`. */
  api: v.string(),
  /** The mask of the machine's own key, or null. */
  machineKey: v.nullable(v.string()),
  /** Fingerprint of the machine's own key. */
  machineAccount: v.nullable(v.string()),
  /** Identifies the sandbox's folder. Another folder has other files. Null without a sandbox. */
  sandbox: v.nullable(v.string()),
  /** Whether {@link IMPORT_PATH} may be used. Older servers have no import. */
  imports: v.optional(v.boolean()),
})

export type ServerInfo = v.InferOutput<typeof ServerInfoSchema>

const ReachSchema = v.variant('reachable', [
  v.object({ reachable: v.literal(true) }),
  /**
   * The reason is a sentence that names the host. `isDown` means that the network works, but the
   * host accepts no connections.
   */
  v.object({ reachable: v.literal(false), reason: v.string(), isDown: v.boolean() }),
])

export type Reach = v.InferOutput<typeof ReachSchema>

/** @throws {v.ValiError} when the response is invalid */
export function parseServerInfo(data: unknown): ServerInfo {
  return v.parse(ServerInfoSchema, data)
}

/** @throws {v.ValiError} when the response is invalid */
export function parseReach(data: unknown): Reach {
  return v.parse(ReachSchema, data)
}
