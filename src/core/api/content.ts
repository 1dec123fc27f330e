import type { ContentHash, UploadedFile } from './contract.ts'
import type { GatewayId } from './gateways.ts'

/** The bytes of a file in one account of one gateway. Each content is uploaded once. */
export interface Content {
  gateway: GatewayId
  /** Fingerprint of the account's key, never the key itself. */
  account: string
  hash: ContentHash
}

/** A content that the gateway stores, and the path it was uploaded from. */
export interface KnownContent {
  result: UploadedFile
  path: string
}

export function contentKey({ gateway, account, hash }: Content): string {
  return `${gateway} ${account} ${hash}`
}
