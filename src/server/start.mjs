// @ts-check
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build, preview } from 'vite'
import {
  describeTakenPort,
  isSecondLoopbackFree,
  LOOPBACK,
  serveSecondLoopback,
} from './loopback.mjs'
import { DEFAULT_PORT, describeBadPort, parsePort } from './port.mjs'

const HELP = `Refdrop: drop reference media, get back stable URLs.

  npm start -- [options]

  --port N      port to serve at (default: PORT, else ${DEFAULT_PORT})
  --host H      address to serve at (default: this machine only)
  --no-build    serve what is in dist/ as it is
  --verbose     write a line for each call of the gateways, without key and query
  --help        show this
`

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Wrong words on the command line end with 2, everything else that stops a start with 1. */
const options = readOptions()
if (options !== undefined) {
  try {
    await start(options)
  } catch (caught) {
    stop(caught instanceof Error ? caught.message : String(caught), 1)
  }
}

/** @returns {{ port: number, host: string, builds: boolean, verbose: boolean } | undefined} */
function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string' },
        host: { type: 'string', default: LOOPBACK },
        'no-build': { type: 'boolean', default: false },
        verbose: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (values.help) {
      process.stdout.write(HELP)
      return undefined
    }
    const text = values.port ?? process.env.PORT
    const port = parsePort(text)
    if (port === undefined) {
      return stop(describeBadPort(text), 2)
    }
    // The name stands for both loopback addresses, and so does ours.
    const host = values.host === 'localhost' ? LOOPBACK : values.host
    return { port, host, builds: !values['no-build'], verbose: values.verbose }
  } catch (caught) {
    // Node explains at length how to pass what only looks like an option: the first sentence is enough.
    const [sentence] = caught instanceof Error ? caught.message.split('. ') : []
    return stop(`${sentence}. See npm start -- --help.`, 2)
  }
}

/** @param {{ port: number, host: string, builds: boolean, verbose: boolean }} options */
async function start({ port, host, builds, verbose }) {
  if (builds) await build({ root: ROOT, logLevel: 'warn' })
  else if (!existsSync(join(ROOT, 'dist', 'index.html'))) {
    process.stderr.write('There is no page in dist/ yet: start without --no-build to build it.\n')
  }
  const server = await listen(port, host)
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.once(signal, () => {
      process.exitCode = 0
      server.close().finally(() => process.exit())
    })
  }
  const isLocal = host === LOOPBACK
  const { api } = server.config.plugins.find(({ name }) => name === 'refdrop-server') ?? {}
  if (verbose) api.log = (/** @type {string} */ line) => process.stdout.write(`${line}\n`)
  const shownHost = host.includes(':') ? `[${host}]` : host
  process.stdout.write(
    [
      `Refdrop is at http://${isLocal ? 'localhost' : shownHost}:${port}`,
      `varg.ai goes to ${api.facts.upstream}; the sandbox keeps its files in ${api.facts.dataFolder}`,
      ...(api.facts.hasMachineKey && !isLocal
        ? ['Whoever can open this address can spend with the key of this machine.']
        : []),
      '',
    ].join('\n'),
  )
}

/**
 * @param {number} port
 * @param {string} host
 */
async function listen(port, host) {
  const taken = new Error(describeTakenPort(port))
  const isLocal = host === LOOPBACK
  if (isLocal && !(await isSecondLoopbackFree(port))) throw taken
  const server = await preview({
    root: ROOT,
    logLevel: 'warn',
    preview: { port, host, strictPort: true },
  }).catch((error) => {
    // Vite says it in its own words, which give no hint what to do.
    throw /already in use/.test(error.message) ? taken : error
  })
  if (isLocal && !(await serveSecondLoopback(server.httpServer, port))) throw taken
  return server
}

/**
 * @param {string} sentence
 * @param {1 | 2} code
 * @returns {undefined}
 */
function stop(sentence, code) {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = code
  // Something may already listen and would keep the process alive.
  process.exit()
}
