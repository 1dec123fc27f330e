import { connect } from 'node:net'
import type { Network } from '../proxy/outbound-network.ts'

/** A public address that no test uses for a server. */
export const PUBLIC = '93.184.216.34'

export interface MadeNetwork extends Network {
  /** Names in the order in which they were resolved. */
  resolved: string[]
  /** Addresses and ports in the order of the connections. */
  connected: string[]
}

/**
 * A network in which all connections lead to one port of this machine.
 *
 * @param names the addresses of each name. Of several lists, each lookup takes the next one
 */
export function makeNetwork(
  port: number,
  names: Record<string, readonly (readonly string[])[]>,
): MadeNetwork {
  const resolved: string[] = []
  const connected: string[] = []
  return {
    resolved,
    connected,
    async resolve(hostname) {
      const lists = names[hostname] ?? []
      const turn = resolved.filter((name) => name === hostname).length
      resolved.push(hostname)
      const found = lists[Math.min(turn, lists.length - 1)]
      if (found === undefined) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
      return found.map((address) => ({ address }))
    },
    connect(addresses, asked) {
      connected.push(`${addresses.join()} ${asked}`)
      return connect({ host: '127.0.0.1', port })
    },
  }
}
