import { resolve } from 'node:path'
import { loadEnv } from 'vite'
import { readSize } from './byte-size.ts'
import { findMachineKey } from './machine-key.ts'
import { STORAGE_LIMITS, type StorageLimits } from './sandbox/storage-quota.ts'
import { parseUpstream, type Upstream } from './upstream.ts'

/** What a person can set on the server's side, read once. */
export interface Settings {
  upstream: Upstream
  /** Absolute path of the folder that the sandbox writes to. */
  dataFolder: string
  /** This machine's own key. It goes to the upstream and nowhere else. */
  machineKey: string | null
  /** What the sandbox may keep. */
  sandbox: StorageLimits
}

/** The environment with `.env` files beneath it: a variable that is set wins over a file. */
export function readEnvironment(root: string, mode: string): Record<string, string> {
  return loadEnv(mode, root, '')
}

/** @throws {StartError} when a setting is malformed */
export async function readSettings(
  root: string,
  environment: Record<string, string>,
  warn: (line: string) => void,
): Promise<Settings> {
  return {
    upstream: parseUpstream(environment.VARG_GATEWAY_URL),
    dataFolder: readDataFolder(root, environment),
    machineKey: await findMachineKey(environment, warn),
    sandbox: readStorageLimits(environment),
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
