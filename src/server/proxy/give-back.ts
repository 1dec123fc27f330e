import { MessageChannel } from 'node:worker_threads'

const { port1: nowhere, port2: nobody } = new MessageChannel()
nobody.close()

/**
 * Gives the memory of bytes back to the system at once, where they have one of their own; they
 * are empty from then on. To post memory to a closed port is to give it away: Node 20 has no
 * other word for that (later versions have `ArrayBuffer.prototype.transfer`).
 */
export function giveBack({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) {
    nowhere.postMessage(null, [buffer])
  }
}
