import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import * as v from 'valibot'
import { looksLikeKey } from '../core/key.ts'

const CredentialsSchema = v.object({ api_key: v.string() })

/**
 * The key that this machine has: `VARG_API_KEY`, else what `vargai login` wrote to
 * `~/.varg/credentials`, else null.
 *
 * What is unreadable or not a key is passed over with one line to `warn`, which never
 * holds what was found.
 */
export async function findMachineKey(
  environment: Record<string, string>,
  warn: (line: string) => void,
): Promise<string | null> {
  const fromEnvironment = environment.VARG_API_KEY?.trim()
  if (fromEnvironment) {
    if (looksLikeKey(fromEnvironment)) return fromEnvironment
    warn('VARG_API_KEY does not look like varg_…, so it is not used.')
  }
  return readCredentials(join(homedir(), '.varg', 'credentials'), warn)
}

async function readCredentials(path: string, warn: (line: string) => void): Promise<string | null> {
  try {
    const { api_key } = v.parse(CredentialsSchema, JSON.parse(await readFile(path, 'utf8')))
    if (looksLikeKey(api_key.trim())) return api_key.trim()
  } catch (caught) {
    if (caught instanceof Error && 'code' in caught && caught.code === 'ENOENT') return null
  }
  warn(`${path} holds no readable {"api_key": "varg_…"}, so it is not used.`)
  return null
}
