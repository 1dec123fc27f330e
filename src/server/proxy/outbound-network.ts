import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { connect, isIP, type Socket } from 'node:net'
import { describeConnectTimeout, describeFailure, describeHost } from './failure.ts'
import { isPrivateAddress, PrivateAddress } from './private-address.ts'

/** The signature of `lookup` in `node:dns/promises`. */
export type Resolve = (hostname: string, options: { all: true }) => Promise<{ address: string }[]>

/** The network as the guarded fetch sees it. Tests replace it to reach a server of their own. */
export interface Network {
  resolve: Resolve
  /** Starts to connect to one of the checked addresses. Must not resolve a name. */
  connect: (addresses: readonly string[], port: number) => Socket
}

export const NETWORK: Network = {
  resolve: lookup,
  connect(addresses, port) {
    const found: LookupAddress[] = addresses.map((address) => ({ address, family: isIP(address) }))
    return connect({
      host: 'checked',
      port,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: 1_000,
      lookup: (_, __, done) => done(null, found),
    })
  },
}

/**
 * Resolves a host once. Returns no address if it cannot be resolved.
 *
 * @param hostname a name, or an address without brackets
 * @throws {PrivateAddress} if one of several addresses is private, unless that is allowed
 */
export async function resolveHost(
  hostname: string,
  resolve: Resolve,
  allowsPrivate = false,
): Promise<string[]> {
  const found = isIP(hostname) ? [] : await resolve(hostname, { all: true }).catch(() => [])
  const addresses = isIP(hostname) ? [hostname] : found.map(({ address }) => address)
  const isPrivate = (address: string) => !isIP(address) || isPrivateAddress(address)
  if (!allowsPrivate && addresses.some(isPrivate)) throw new PrivateAddress()
  return addresses
}

/**
 * Opens a connection to one of the addresses.
 *
 * @param host for error messages
 * @param timeout in milliseconds
 * @throws {ProxyFailure}
 * @throws the reason of `signal` when it aborts
 */
export function openSocket(
  { connect }: Network,
  addresses: readonly string[],
  port: number,
  { host, timeout, signal }: { host: string; timeout: number; signal: AbortSignal },
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const socket = connect(addresses, port)
    const fail = (error: Error) => {
      clearTimeout(late)
      socket.destroy()
      reject(error)
    }
    const late = setTimeout(() => fail(describeConnectTimeout(host)), timeout)
    socket.once('connect', () => {
      clearTimeout(late)
      resolve(socket)
    })
    // The listeners stay. They also close an open connection that no request uses yet.
    signal.addEventListener('abort', () => fail(signal.reason))
    socket.on('error', (error) => fail(describeFailure(host, error)))
    socket.on('close', () => fail(describeHost(host, 'connection-closed')))
  })
}
