import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { readSize } from './http/byte-size.ts'
import { isLoopbackHost, parseAllowedHost } from './http/host-list.ts'
import { findServerKey } from './http/server-key.ts'
import { parseUpstream, type Upstream } from './http/upstream.ts'
import { type OutboundProxies, readOutboundProxies } from './proxy/outbound-proxies.ts'
import { STORAGE_LIMITS, type StorageLimits } from './sandbox/storage-quota.ts'
import { StartError } from './start-error.ts'

/** What a person can say on the command line about who may use this server. */
export interface AccessOptions {
  /** The address or name to listen on. */
  host: string
  /** Other names of this server. */
  allowHosts: readonly string[]
  behindProxy: boolean
  /** Whether this machine's key is used at all. */
  usesKey: boolean
  /** Whether it is used for clients beyond this machine, too. */
  sharesKey: boolean
  /** Whether fault plans are accepted from everywhere. */
  allowsFaults: boolean
}

/** What a person can set on the server's side, read once. */
export interface Settings {
  upstream: Upstream
  /** Absolute path of the folder that the sandbox writes to. */
  dataFolder: string
  /** This machine's own key, where it may be used. It goes to the upstream and nowhere else. */
  serverKey: string | null
  /** What the sandbox may keep. */
  sandbox: StorageLimits
  /** What people are told about the use of that key, or undefined where there is none. */
  keyNotice: string | undefined
  /** Where the server listens. */
  host: string
  /** Further names of the server, as {@link parseAllowedHost} returns them. */
  allowedHosts: readonly string[]
  behindProxy: boolean
  /** From where fault plans are accepted. */
  faultPlans: 'everywhere' | 'loopback' | 'nowhere'
  /** Proxies between this server and the internet. */
  proxies: OutboundProxies
}

/** Those of Vite, for `npm run dev` reads them, too. The first wins. */
const ENV_FILES = (mode: string) => [`.env.${mode}.local`, `.env.${mode}`, '.env.local', '.env']

/** The environment with `.env` files beneath it: a variable that is set wins over a file. */
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

/** @throws {StartError} when something is malformed */
export async function readSettings(
  root: string,
  environment: Record<string, string>,
  options: AccessOptions,
  warn: (line: string) => void,
): Promise<Settings> {
  const upstream = parseUpstream(environment.VARG_GATEWAY_URL)
  const { host, behindProxy, usesKey, sharesKey, allowsFaults } = options
  const isLocal = !behindProxy && isLoopbackHost(parseAllowedHost(host) ?? '')
  const key = usesKey ? await findServerKey(environment, upstream, warn) : null
  return {
    upstream,
    dataFolder: readDataFolder(root, environment),
    serverKey: isLocal || sharesKey ? key : null,
    proxies: readOutboundProxies(environment),
    sandbox: readStorageLimits(environment),
    keyNotice: key === null ? undefined : describeKeyUse(isLocal, sharesKey),
    host,
    allowedHosts: readAllowedHosts(environment, options.allowHosts),
    behindProxy,
    faultPlans: allowsFaults ? 'everywhere' : behindProxy ? 'nowhere' : 'loopback',
  }
}

/** @throws {StartError} when one of them is no size */
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

/** @throws {StartError} when a name is malformed */
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

/** Empty where there is no such file. */
function readEnvFile(path: string): NodeJS.Dict<string> {
  try {
    return parseEnv(readFileSync(path, 'utf8'))
  } catch (caught) {
    if (caught instanceof Error && 'code' in caught && /^E(NOENT|ISDIR)$/.test(String(caught.code)))
      return {}
    throw caught
  }
}
