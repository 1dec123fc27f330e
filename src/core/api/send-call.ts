import type { ContentHash, GatewayResponse, UploadedFile } from './contract.ts'
import type { HeaderList } from './credential.ts'
import type { Route } from './route.ts'

/** Header with the hash of an uploaded file. */
export const HASH_HEADER = 'X-Content-Hash'

/** A file that is sent. */
export interface SentFile {
  hash: ContentHash
  /** Bytes. */
  size: number
  /** Detected from the bytes. */
  mediaType: string
  /** The path of the file. Undefined when the gateway must not learn it. */
  path?: string | undefined
}

/** The upload of one file, in one version of the contract. */
export interface SendCall {
  route: Route
  headers(file: SentFile): HeaderList
  /**
   * Returns the facts in the response. Missing ones are taken from `file`.
   *
   * @throws {ProblemError} for a response that is an error or breaks the contract
   */
  read(response: GatewayResponse, file: SentFile): UploadedFile
}
