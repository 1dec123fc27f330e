import { type ContentHash, isContentHash } from '../api/contract.ts'
import { GATEWAYS, type GatewayId } from '../api/gateways.ts'

/** The file that a details link names. */
export interface DetailsTarget {
  gateway: GatewayId
  hash: ContentHash
}

/** The details of a file. Undefined where its hash is not known. */
export function detailsOf(gateway: GatewayId, hash: string): DetailsTarget | undefined {
  return isContentHash(hash) ? { gateway, hash } : undefined
}

/** The URL fragment that opens the details of a file. */
export function detailsLink({ gateway, hash }: DetailsTarget): string {
  return `#details=${gateway}/${hash.slice('sha256:'.length)}`
}

/** @returns undefined when the fragment is not a details link */
export function parseDetailsLink(fragment: string): DetailsTarget | undefined {
  const [, gateway, digits] = /^#details=([a-z]+)\/([0-9a-f]+)$/.exec(fragment) ?? []
  const hash = `sha256:${digits}`
  if (gateway === undefined || !Object.hasOwn(GATEWAYS, gateway) || !isContentHash(hash))
    return undefined
  return { gateway: gateway as GatewayId, hash }
}
