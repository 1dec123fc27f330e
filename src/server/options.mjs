// @ts-check
import { parseArgs } from 'node:util'
import { describeBadBase, parseBase } from './base-option.mjs'
import { DEFAULT_PORT, describeBadPort, parsePort } from './port.mjs'

export const HELP = `Refdrop: drop reference media, get back stable URLs.

  npm start -- [options]

  --port N           port to serve at (default: PORT, else ${DEFAULT_PORT})
  --host H           address to serve at (default: this machine only)
  --base PATH        path of the page on its host, such as /refdrop/ (default: /)
  --allow-host NAME  one more name of this server (repeatable; also REFDROP_HOSTS)
  --behind-proxy     trust X-Forwarded-Host and X-Forwarded-Proto
  --no-key           leave the key of this machine alone
  --share-key        let clients beyond this machine spend with its key
  --allow-faults     accept the sandbox's fault plans from everywhere
  --allow-import     fetch public URLs for clients beyond this machine, too
  --no-sandbox       offer no sandbox (also REFDROP_SANDBOX=off)
  --no-build         serve what is in dist/ as it is
  --verbose          write a line for each call of the gateways, without key and query
  --help             show this
`

/** A command line that cannot be read. The message is one sentence. */
export class OptionError extends Error {}

/**
 * Reads the command line of `npm start`.
 *
 * @param {string[]} args
 * @param {Record<string, string | undefined>} environment PORT stands in for `--port`
 * @returns undefined when the help is asked for
 * @throws {OptionError}
 */
export function readOptions(args, environment) {
  const values = parse(args)
  if (values.help) return undefined
  const text = values.port ?? environment.PORT
  const port = parsePort(text)
  if (port === undefined) throw new OptionError(describeBadPort(text))
  const base = parseBase(values.base)
  if (base === undefined) throw new OptionError(describeBadBase(values.base))
  if (values['no-key'] && values['share-key']) {
    throw new OptionError('--no-key and --share-key contradict each other: choose one.')
  }
  return {
    port,
    // `localhost` means both loopback addresses, and so does this address.
    host: values.host === 'localhost' ? '127.0.0.1' : values.host,
    base,
    allowHosts: values['allow-host'],
    behindProxy: values['behind-proxy'],
    usesKey: !values['no-key'],
    sharesKey: values['share-key'],
    allowsFaults: values['allow-faults'],
    allowsImport: values['allow-import'],
    hasSandbox: !values['no-sandbox'],
    builds: !values['no-build'],
    verbose: values.verbose,
  }
}

/** @param {string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string' },
        host: { type: 'string', default: '127.0.0.1' },
        base: { type: 'string', default: '/' },
        'allow-host': { type: 'string', multiple: true, default: [] },
        'behind-proxy': { type: 'boolean', default: false },
        'no-key': { type: 'boolean', default: false },
        'share-key': { type: 'boolean', default: false },
        'allow-faults': { type: 'boolean', default: false },
        'allow-import': { type: 'boolean', default: false },
        'no-sandbox': { type: 'boolean', default: false },
        'no-build': { type: 'boolean', default: false },
        verbose: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values
  } catch (caught) {
    // Node explains how to pass a value that looks like an option. The first sentence is enough.
    const [sentence] = caught instanceof Error ? caught.message.split('. ') : []
    throw new OptionError(`${sentence}. See npm start -- --help.`)
  }
}
