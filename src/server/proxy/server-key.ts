import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { readKey } from '../../core/api/read-key.ts'
import { isLoopback, isOfVarg, type Upstream } from './upstream.ts'

/**
 * Finds the key of this machine: `VARG_API_KEY`, then the file `~/.varg/credentials` that
 * `vargai login` writes. Returns null if there is neither. `VARG_API_KEY` is sent to any upstream.
 * The stored key belongs to varg.ai, so it is sent only there over https, and to this machine.
 *
 * Calls `warn` if a key is not used or is sent unencrypted. The line contains no secret.
 */
export async function findServerKey(
  environment: Record<string, string>,
  upstream: Upstream,
  warn: (line: string) => void,
): Promise<string | null> {
  const fromEnvironment = environment.VARG_API_KEY?.trim()
  if (fromEnvironment) {
    const read = readKey(fromEnvironment)
    if ('key' in read) {
      if (!upstream.secure && !isLoopback(upstream)) {
        warn(`VARG_API_KEY goes to ${upstream.url} unencrypted: others on the network can read it.`)
      }
      return read.key
    }
    warn(
      `VARG_API_KEY is not used: found ${read.found}. Set one whole key, which starts with varg_.`,
    )
  }
  return readCredentials(join(homedir(), '.varg', 'credentials'), upstream, warn)
}

async function readCredentials(
  path: string,
  upstream: Upstream,
  warn: (line: string) => void,
): Promise<string | null> {
  let found = 'a file that cannot be read'
  try {
    const read = readKey(await readFile(path, 'utf8'))
    if ('found' in read) found = read.found
    else if (isLoopback(upstream) || (upstream.secure && isOfVarg(upstream))) return read.key
    else {
      warn(
        `The key in ${path} is not used: it goes only to https://*.varg.ai and this machine, and VARG_GATEWAY_URL is ${upstream.url}. Set VARG_API_KEY to use a key there.`,
      )
      return null
    }
  } catch (caught) {
    if (caught instanceof Error && 'code' in caught && caught.code === 'ENOENT') return null
  }
  warn(`${path} is not used: found ${found}. It should hold {"api_key": "varg_…"}.`)
  return null
}
