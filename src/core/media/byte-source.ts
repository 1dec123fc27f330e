/** The bytes of a file by ranges. */
export interface ByteSource {
  /** Bytes. */
  size: number
  /** Bytes from `start` to `end`, fewer only where the file ends before. */
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>
}

/** Bytes that are read first. Most types are told from these alone. */
const HEAD = 64 * 1024

/** Bytes of every later read. */
const BLOCK = 16 * 1024

/** Later reads of one file by `view`. A hostile file costs no more than these. */
const MOST_READS = 256

/** Reads short ranges of a file. Neighbouring ranges cost one read. */
export interface RangeReader {
  size: number
  /** As {@link ByteSource} does. */
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>
  /** Undefined beyond the end of the file, and once {@link MOST_READS} are used up. */
  view(start: number, length: number): Promise<DataView | undefined>
}

/** Reads the first 64 KiB at once. */
export async function openRangeReader(source: ByteSource): Promise<RangeReader> {
  const head = await source.read(0, HEAD)
  let block = { start: 0, bytes: head }
  let reads = 0

  async function read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    const to = Math.min(end, source.size)
    if (to <= head.length) return head.subarray(start, to)
    if (start < block.start || to > block.start + block.bytes.length) {
      reads += 1
      block = { start, bytes: await source.read(start, Math.max(to, start + BLOCK)) }
    }
    return block.bytes.subarray(start - block.start, to - block.start)
  }

  return {
    size: source.size,
    read,
    async view(start, length) {
      if (!(start >= 0 && start + length <= source.size) || reads >= MOST_READS) return undefined
      const { buffer, byteOffset, byteLength } = await read(start, start + length)
      return byteLength < length ? undefined : new DataView(buffer, byteOffset, length)
    },
  }
}

/** As many characters as there are bytes. */
export function asciiOf(view: DataView, start = 0, length = view.byteLength - start): string {
  let text = ''
  for (let index = start; index < start + length; index += 1) {
    text += String.fromCharCode(view.getUint8(index))
  }
  return text
}
