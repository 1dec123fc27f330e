import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

/**
 * In JavaScript, because the type check runs without the peers installed.
 *
 * @param {Uint8Array} bytes
 * @returns {string} 64 hex digits
 */
export function hashByNoble(bytes) {
  return bytesToHex(sha256(bytes))
}
