import type { Content, KnownContent } from './content.ts'
import type { ContentHash } from './contract.ts'
import type { GatewayId } from './gateways.ts'
import type { Problem } from './problem.ts'
import type { Stage } from './stage.ts'

/** One upload as it is kept over a reload. Its key sorts as the list does. */
export interface StoredUpload {
  key: string
  /** The tab that works on it. */
  tab: string
  path: string
  /** Bytes. */
  size: number
  mediaType: string
  gateway: GatewayId
  stage: Stage
}

/** The bytes of an upload, under its key. */
export interface KeyedFile {
  key: string
  file: File
}

/** What a gateway answered for a content, and when. */
export interface StoredAnswer extends Content, KnownContent {
  /** Milliseconds since 1970. */
  at: number
}

/** What one tab tells the others. */
export type TabNews =
  | { type: 'uploaded'; upload: StoredUpload; answer?: StoredAnswer }
  | { type: 'removed'; keys: readonly string[] }
  /** What lies at the URL is not this content. */
  | {
      type: 'disproved'
      gateway: GatewayId
      hash: ContentHash
      url: string
      problem: Problem
    }
