import { MessageChannel } from 'node:worker_threads'

const { port1: closedPort, port2: otherPort } = new MessageChannel()
otherPort.close()

/**
 * Frees the memory of the bytes immediately if they do not share their buffer. The bytes are empty
 * afterwards. Transferring a buffer to a closed port frees it. Node 20 has no
 * `ArrayBuffer.prototype.transfer`.
 */
export function releaseBuffer({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) {
    closedPort.postMessage(null, [buffer])
  }
}
