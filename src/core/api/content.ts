import type { ContentHash, UploadedFile } from './contract.ts'
import type { GatewayId } from './gateways.ts'

/** The bytes of a file as one account of one gateway knows them: what is sent once and no more. */
export interface Content {
  gateway: GatewayId
  /** Fingerprint of whose key it is, never the key. */
  account: string
  hash: ContentHash
}

/** A content that the gateway has, and the path under which it got there. */
export interface KnownContent {
  result: UploadedFile
  path: string
}

export function contentKey({ gateway, account, hash }: Content): string {
  return `${gateway} ${account} ${hash}`
}
