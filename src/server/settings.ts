import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { readSize } from './byte-size.ts'
import { isLoopbackHost, parseAllowedHost } from './http/host-list.ts'
import { type OutboundProxies, readOutboundProxies } from './proxy/outbound-proxies.ts'
import { findServerKey } from './proxy/server-key.ts'
import { parseUpstream, type Upstream } from './proxy/upstream.ts'
import { STORAGE_LIMITS, type StorageLimits } from './sandbox/storage-quota.ts'
import { StartError } from './start-error.ts'

/** Command-line options that decide who may use this server. */
export interface AccessOptions {
  /** The address or name to listen on. */
  host: string
  /** Path of the page on its host, as `parseBase` returns it. */
  base: string
  /** Further host names of this server. */
  allowHosts: readonly string[]
  behindProxy: boolean
  usesKey: boolean
  /** Whether clients on other machines may use the server key. */
  sharesKey: boolean
  /** Whether fault plans are accepted from any address. */
  allowsFaults: boolean
  /** Whether URLs are imported even if clients on other machines can reach this server. */
  allowsImport: boolean
  /** Whether this server has a sandbox, unless the environment disables it. */
  hasSandbox: boolean
}

/** Server settings from the environment and the command line. They are read once. */
export interface Settings {
  upstream: Upstream
  /** Absolute path of the folder that the sandbox writes to. */
  dataFolder: string
  /** The key of this machine, or null if it may not be used. Only the upstream receives it. */
  serverKey: string | null
  /** Limits of the sandbox. Null if this server has none. */
  sandbox: StorageLimits | null
  /** A sentence for people about the use of the server key. Undefined without a key. */
  keyNotice: string | undefined
  host: string
  /** Path of the page on its host, without a slash at the end: empty, or `/refdrop`. */
  base: string
  /** Further names of the server, as {@link parseAllowedHost} returns them. */
  allowedHosts: readonly string[]
  behindProxy: boolean
  faultPlans: 'everywhere' | 'loopback' | 'nowhere'
  /** Whether this server fetches public URLs that a client names. */
  imports: boolean
  proxies: OutboundProxies
}

/** Vite's names, because `npm run dev` reads the same files. The first file wins. */
const ENV_FILES = (mode: string) => [`.env.${mode}.local`, `.env.${mode}`, '.env.local', '.env']

/** Merges the environment with the `.env` files. An environment variable wins over a file. */
export function readEnvironment(root: string, mode: string): Record<string, string> {
  const environment: Record<string, string> = {}
  for (const set of [
    process.env,
    ...ENV_FILES(mode).map((name) => readEnvFile(join(root, name))),
  ]) {
    for (const [name, value] of Object.entries(set)) {
      if (value !== undefined) environment[name] ??= value
    }
  }
  return environment
}

/** @throws {StartError} if a setting is malformed */
export async function readSettings(
  root: string,
  environment: Record<string, string>,
  options: AccessOptions,
  warn: (line: string) => void,
): Promise<Settings> {
  const upstream = parseUpstream(environment.VARG_GATEWAY_URL)
  const { host, behindProxy, usesKey, sharesKey, allowsFaults, allowsImport, hasSandbox } = options
  const isLocal = !behindProxy && isLoopbackHost(parseAllowedHost(host) ?? '')
  const key = usesKey ? await findServerKey(environment, upstream, warn) : null
  return {
    upstream,
    dataFolder: readDataFolder(root, environment),
    serverKey: isLocal || sharesKey ? key : null,
    proxies: readOutboundProxies(environment),
    sandbox: readSandbox(environment, hasSandbox),
    keyNotice: key === null ? undefined : describeKeyUse(isLocal, sharesKey),
    host,
    base: options.base,
    allowedHosts: readAllowedHosts(environment, options.allowHosts),
    behindProxy,
    faultPlans: allowsFaults ? 'everywhere' : behindProxy ? 'nowhere' : 'loopback',
    imports: isLocal || allowsImport,
  }
}

/**
 * Returns null if the sandbox is not wanted, or `REFDROP_SANDBOX` is `off`.
 *
 * @throws {StartError} if a value is malformed
 */
export function readSandbox(
  environment: Record<string, string | undefined>,
  isWanted: boolean,
): StorageLimits | null {
  const limits = readStorageLimits(environment)
  const text = environment.REFDROP_SANDBOX ?? ''
  if (!/^(on|off|)$/.test(text)) {
    throw new StartError(`REFDROP_SANDBOX must be on or off, but not “${text}”.`)
  }
  return isWanted && text !== 'off' ? limits : null
}

/** @throws {StartError} if a value is not a size */
export function readStorageLimits({
  REFDROP_SANDBOX_LIMIT: limit,
  REFDROP_SANDBOX_FREE: free,
}: Record<string, string | undefined>): StorageLimits {
  return {
    limit: readSize('REFDROP_SANDBOX_LIMIT', limit, 1) ?? STORAGE_LIMITS.limit,
    free: readSize('REFDROP_SANDBOX_FREE', free, 0) ?? STORAGE_LIMITS.free,
  }
}

export function readDataFolder(root: string, environment: Record<string, string>): string {
  return resolve(root, environment.REFDROP_DATA?.trim() || '.refdrop')
}

/** @throws {StartError} if a name is malformed */
export function readAllowedHosts(
  { REFDROP_HOSTS = '' }: Record<string, string>,
  more: readonly string[] = [],
): string[] {
  const named = [
    ...more.map((text) => ['--allow-host', text] as const),
    ...REFDROP_HOSTS.split(/[\s,]+/).map((text) => ['REFDROP_HOSTS', text] as const),
  ]
  return named.flatMap(([source, text]) => {
    if (text === '' && source === 'REFDROP_HOSTS') return []
    const name = parseAllowedHost(text)
    if (name !== undefined) return [name]
    throw new StartError(
      `${source} takes host names or addresses without a port, but not “${text}”.`,
    )
  })
}

function describeKeyUse(isLocal: boolean, sharesKey: boolean): string {
  if (isLocal) {
    return 'Every account of this machine can spend with its key: npm start -- --no-key stops that.'
  }
  return sharesKey
    ? 'Everyone who can open this address can spend with the key of this machine.'
    : 'The key of this machine is not used, because others may open this address: npm start -- --share-key shares it with them.'
}

/** Returns no variables if the file does not exist. */
function readEnvFile(path: string): NodeJS.Dict<string> {
  try {
    return parseEnv(readFileSync(path, 'utf8'))
  } catch (caught) {
    if (caught instanceof Error && 'code' in caught && /^E(NOENT|ISDIR)$/.test(String(caught.code)))
      return {}
    throw caught
  }
}
