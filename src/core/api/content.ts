import type { ContentHash, UploadedFile } from './contract.ts'
import type { GatewayId } from './gateways.ts'

/** An account of a gateway. */
export interface Owner {
  gateway: GatewayId
  /** Fingerprint of the account's key, never the key itself. */
  account: string
}

/** The bytes of a file in one account of one gateway. Each content is uploaded once. */
export interface Content extends Owner {
  hash: ContentHash
}

/** A content that the gateway stores, and the path it was uploaded from. */
export interface KnownContent {
  result: UploadedFile
  path: string
}

/** @param content its `hash` may be any key of the file that contains no spaces */
export function contentKey({ gateway, account, hash }: Owner & { hash: string }): string {
  return `${gateway} ${account} ${hash}`
}
