// @ts-check
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { DEFAULT_PORT, describeBadPort, parsePort } from './port.mjs'

const HELP = `Refdrop: drop reference media, get back stable URLs.

  npm start -- [options]

  --port N           port to serve at (default: PORT, else ${DEFAULT_PORT})
  --host H           address to serve at (default: this machine only)
  --allow-host NAME  one more name of this server (repeatable; also REFDROP_HOSTS)
  --behind-proxy     trust X-Forwarded-Host and X-Forwarded-Proto
  --no-key           leave the key of this machine alone
  --share-key        let clients beyond this machine spend with its key
  --allow-faults     accept the sandbox's fault plans from everywhere
  --no-build         serve what is in dist/ as it is
  --verbose          write a line for each call of the gateways, without key and query
  --help             show this
`

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** The exit code is 2 for an invalid command line and 1 for any other failure to start. */
const options = readOptions()
if (options !== undefined) {
  try {
    await start(options)
  } catch (caught) {
    stop(caught instanceof Error ? caught.message : String(caught), 1)
  }
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string' },
        host: { type: 'string', default: '127.0.0.1' },
        'allow-host': { type: 'string', multiple: true, default: [] },
        'behind-proxy': { type: 'boolean', default: false },
        'no-key': { type: 'boolean', default: false },
        'share-key': { type: 'boolean', default: false },
        'allow-faults': { type: 'boolean', default: false },
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
    if (port === undefined) return stop(describeBadPort(text), 2)
    if (values['no-key'] && values['share-key']) {
      return stop('--no-key and --share-key contradict each other: choose one.', 2)
    }
    return {
      root: ROOT,
      port,
      // `localhost` means both loopback addresses, and so does the default host.
      host: values.host === 'localhost' ? '127.0.0.1' : values.host,
      allowHosts: values['allow-host'],
      behindProxy: values['behind-proxy'],
      usesKey: !values['no-key'],
      sharesKey: values['share-key'],
      allowsFaults: values['allow-faults'],
      builds: !values['no-build'],
      verbose: values.verbose,
    }
  } catch (caught) {
    // Node's message continues with advice about positional arguments. The first sentence is enough.
    const [sentence] = caught instanceof Error ? caught.message.split('. ') : []
    return stop(`${sentence}. See npm start -- --help.`, 2)
  }
}

/** @param {NonNullable<ReturnType<typeof readOptions>>} options */
async function start({ builds, ...options }) {
  const bundle = join(ROOT, 'dist-server', 'serve.js')
  if (builds) {
    const { build } = await import('vite')
    await build({ root: ROOT, logLevel: 'warn' })
  } else if (!existsSync(bundle)) {
    throw new Error('There is no build in dist/ yet: start without --no-build to make it.')
  }
  /** @type {typeof import('./http/serve.ts')} */
  const { serve } = await import(pathToFileURL(bundle).href)
  await serve(options)
}

/**
 * @param {string} sentence
 * @param {1 | 2} code
 * @returns {undefined}
 */
function stop(sentence, code) {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = code
  // A server that already listens would keep the process alive.
  process.exit()
}
