/** A file that is read in ranges. */
export interface ByteSource {
  /** Bytes. */
  size: number
  /** Reads from `start` to `end`. Returns fewer bytes only at the end of the file. */
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>
}

/** Bytes of the first read. They are enough for most types. */
const HEAD = 64 * 1024

/** Bytes of every later read. */
const BLOCK = 16 * 1024

/** Maximum number of later reads by `view`, which bounds the cost of a hostile file. */
const MOST_READS = 256

/** Reads short ranges of a file. Adjacent ranges share one read. */
export interface RangeReader {
  size: number
  /** Reads like {@link ByteSource}. */
  read(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>
  /** Returns undefined beyond the end of the file, and after {@link MOST_READS}. */
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

/** Returns one character for each byte, and none beyond the end of the file. */
export async function textAt(reader: RangeReader, start: number, length: number): Promise<string> {
  const view = await reader.view(start, length)
  return view ? asciiOf(view) : ''
}

/** Returns a big-endian number, or undefined beyond the end of the file. */
export async function numberAt(
  reader: RangeReader,
  start: number,
  length: number,
): Promise<number | undefined> {
  const view = await reader.view(start, length)
  let number = 0
  for (let at = 0; view && at < length; at += 1) number = number * 256 + view.getUint8(at)
  return view && number
}

/** Returns one character for each byte. */
export function asciiOf(view: DataView, start = 0, length = view.byteLength - start): string {
  let text = ''
  for (let index = start; index < start + length; index += 1) {
    text += String.fromCharCode(view.getUint8(index))
  }
  return text
}
