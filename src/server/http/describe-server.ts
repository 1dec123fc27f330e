import type { ErrorWire } from '../../core/api/contract.ts'
import { maskKey } from '../../core/api/key.ts'
import type { ServerInfo } from '../../core/api/server-info.ts'
import type { Upstream } from '../proxy/upstream.ts'
import { FOREIGN_PAGE } from './data-headers.ts'

interface Facts {
  upstream: Upstream
  serverKey: string | null
  imports: boolean
}

/**
 * Describes this server to the page. The server key appears only in masked form.
 *
 * @param machineAccount a digest of {@link accountOf} the key
 */
export function describeServer(
  { upstream, serverKey, imports }: Facts,
  machineAccount: string | null,
): Omit<ServerInfo, 'sandbox'> {
  return {
    upstream: upstream.label,
    api: upstream.url,
    machineKey: serverKey === null ? null : maskKey(serverKey),
    machineAccount,
    imports,
  }
}

/** The text whose digest identifies the account of the server key. */
export function accountOf(serverKey: string): string {
  return `machine ${serverKey}`
}

export const FOREIGN_QUESTION: ErrorWire = {
  error: 'ForbiddenError',
  message: 'Only the page of this server may ask.',
  ...FOREIGN_PAGE,
}

export const NOTHING_HERE: ErrorWire = { error: 'NotFoundError', message: 'There is nothing here.' }
