// @ts-check
import { readFile } from 'node:fs/promises'
import { readOptions } from '../options.mjs'

/**
 * Exits with 0 if the server of this container serves its page. Takes the options of the server:
 * `node check-health.mjs --port 5000`. Defaults to the options of the container's first process.
 */
try {
  const given = process.argv.slice(2)
  const options = readOptions(given.length > 0 ? given : await readFirst(), process.env)
  const address = `http://127.0.0.1:${options?.port}${options?.base}/`
  const { ok } = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(4_000) })
  process.exitCode = ok ? 0 : 1
} catch {
  process.exitCode = 1
}

/** The server options of the container's first process. Empty if it does not start the server. */
async function readFirst() {
  const words = (await readFile('/proc/1/cmdline', 'utf8').catch(() => '')).split('\0')
  const at = words.findIndex((word) => word.endsWith('start.mjs'))
  return at < 0 ? [] : words.slice(at + 1, -1)
}
