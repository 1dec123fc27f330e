import { type ContentHash, isContentHash } from '../api/contract.ts'
import { GATEWAYS, type GatewayId } from '../api/gateways.ts'

/** A file whose details can be linked to. */
export interface DetailsTarget {
  gateway: GatewayId
  hash: ContentHash
}

/** The fragment of the page's address under which it shows the details of a file. */
export function detailsLink({ gateway, hash }: DetailsTarget): string {
  return `#details=${gateway}/${hash.slice('sha256:'.length)}`
}

/** The file that a fragment asks for; undefined where it asks for none. */
export function parseDetailsLink(fragment: string): DetailsTarget | undefined {
  const [, gateway, digits] = /^#details=([a-z]+)\/([0-9a-f]+)$/.exec(fragment) ?? []
  const hash = `sha256:${digits}`
  if (gateway === undefined || !Object.hasOwn(GATEWAYS, gateway) || !isContentHash(hash))
    return undefined
  return { gateway: gateway as GatewayId, hash }
}
