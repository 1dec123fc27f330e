import { resolve } from 'node:path'
import { loadEnv } from 'vite'
import { findMachineKey } from './machine-key.ts'
import { parseUpstream, type Upstream } from './upstream.ts'

/** What a person can set on the server's side, read once. */
export interface Settings {
  upstream: Upstream
  /** Absolute path of the folder that the sandbox writes to. */
  dataFolder: string
  /** This machine's own key. It goes to the upstream and nowhere else. */
  machineKey: string | null
}

/** The environment with `.env` files beneath it: a variable that is set wins over a file. */
export function readEnvironment(root: string, mode: string): Record<string, string> {
  return loadEnv(mode, root, '')
}

/** @throws {StartError} when `VARG_GATEWAY_URL` is malformed */
export async function readSettings(
  root: string,
  environment: Record<string, string>,
  warn: (line: string) => void,
): Promise<Settings> {
  return {
    upstream: parseUpstream(environment.VARG_GATEWAY_URL),
    dataFolder: readDataFolder(root, environment),
    machineKey: await findMachineKey(environment, warn),
  }
}

export function readDataFolder(root: string, environment: Record<string, string>): string {
  return resolve(root, environment.REFDROP_DATA?.trim() || '.refdrop')
}
