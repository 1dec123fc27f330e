// @ts-check
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { readOptions } from '../../src/server/options.mjs'

/**
 * Starts the built server with a made-up network for its imports. Only this script reads
 * `MADE_NETWORK`: the addresses of each name, and the local ports to which connections lead.
 * Each lookup of a name takes the next list of its addresses. The last list is used repeatedly.
 */

/** @type {{ names: Record<string, string[][]>, port: number, securePort: number }} */
const { names, port, securePort } = JSON.parse(process.env.MADE_NETWORK ?? '')

/** @type {import('../../src/server/proxy/outbound-network.ts').Network} */
const network = {
  async resolve(hostname) {
    const lists = names[hostname] ?? []
    const addresses = lists.length > 1 ? lists.shift() : lists[0]
    if (addresses === undefined) throw new Error(`${hostname} has no address`)
    return addresses.map((address) => ({ address }))
  },
  connect(addresses, asked) {
    process.stdout.write(`Connecting to ${addresses.join()}\n`)
    return connect({ host: '127.0.0.1', port: asked === 443 ? securePort : port })
  },
}

const options = readOptions(process.argv.slice(2), process.env)
if (options === undefined) throw new Error('This script has no help.')
const { builds: _, ...rest } = options
const bundle = new URL('../../dist-server/serve.js', import.meta.url).href
/** @type {typeof import('../../src/server/http/serve.ts')} */
const { serve } = await import(bundle)
await serve({ root: fileURLToPath(new URL('../..', import.meta.url)), ...rest, network })
