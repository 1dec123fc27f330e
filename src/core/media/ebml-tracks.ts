import { numberAt, type RangeReader, textAt } from './byte-source.ts'

/** An element of EBML (RFC 8794). Its end is undefined when its size is unknown. */
interface Element {
  id: number
  start: number
  end: number | undefined
}

const DOC_TYPE = 0x4282

/** Maximum number of bytes of a document type. */
const MOST_NAME = 64

/** IDs of Matroska (RFC 9559). */
const SEGMENT = 0x18538067
const SEEK_HEAD = 0x114d9b74
const SEEK = 0x4dbb
const SEEK_ID = 0x53ab
const SEEK_POSITION = 0x53ac
const TRACKS = 0x1654ae6b
const TRACK_ENTRY = 0xae
const TRACK_TYPE = 0x83
const CLUSTER = 0x1f43b675

/** Maximum number of elements read in one file. */
const MOST_ELEMENTS = 100_000

interface EbmlType {
  /** `webm`, `matroska` or another type of document. */
  document: string
  /** Undefined when there is no track of either type. */
  kind: 'video' | 'audio' | undefined
}

/** Reads from the tracks whether a WebM or Matroska file is video or audio. */
export async function readEbmlType(reader: RangeReader): Promise<EbmlType> {
  let elements = 0
  return { document: await readDocument(), kind: await readKind() }

  async function readDocument(): Promise<string> {
    for await (const header of walk(0, reader.size)) {
      for await (const { id, start, end } of walk(header.start, header.end ?? header.start)) {
        if (id !== DOC_TYPE || end === undefined || end - start > MOST_NAME) continue
        // Zeros may pad it.
        return (await textAt(reader, start, end - start)).replaceAll('\0', '')
      }
      break
    }
    return ''
  }

  async function readKind(): Promise<'video' | 'audio' | undefined> {
    for await (const segment of walk(0, reader.size)) {
      if (segment.id !== SEGMENT) continue
      const end = segment.end ?? reader.size
      let tracks: number | undefined
      for await (const element of walk(segment.start, end)) {
        if (element.id === TRACKS) return kindOfTracks(element)
        if (element.id === SEEK_HEAD) tracks ??= await findTracks(element, segment.start)
        // When the seek head names the tracks, the clusters need not be read.
        if (element.id === CLUSTER && tracks !== undefined) break
      }
      if (tracks === undefined) return undefined
      for await (const element of walk(tracks, end)) {
        return element.id === TRACKS ? kindOfTracks(element) : undefined
      }
    }
    return undefined
  }

  async function kindOfTracks(tracks: Element): Promise<'video' | 'audio' | undefined> {
    const types = new Set<number>()
    for await (const entry of walk(tracks.start, tracks.end ?? reader.size)) {
      if (entry.id !== TRACK_ENTRY) continue
      for await (const field of walk(entry.start, entry.end ?? reader.size)) {
        if (field.id === TRACK_TYPE) types.add((await numberOf(field)) ?? 0)
      }
    }
    // 1 is video, 2 audio, 3 both in one track.
    if (types.has(1) || types.has(3)) return 'video'
    return types.has(2) ? 'audio' : undefined
  }

  async function findTracks(seekHead: Element, base: number): Promise<number | undefined> {
    for await (const seek of walk(seekHead.start, seekHead.end ?? reader.size)) {
      if (seek.id !== SEEK) continue
      let id: number | undefined
      let position: number | undefined
      for await (const field of walk(seek.start, seek.end ?? reader.size)) {
        if (field.id === SEEK_ID) id = await numberOf(field)
        if (field.id === SEEK_POSITION) position = await numberOf(field)
      }
      if (id === TRACKS && position !== undefined) return base + position
    }
    return undefined
  }

  /** Returns undefined when the number is longer than 8 bytes. */
  async function numberOf({ start, end }: Element): Promise<number | undefined> {
    const length = end === undefined ? 9 : end - start
    return length > 8 ? undefined : numberAt(reader, start, length)
  }

  /** Enters elements of unknown size, because only their content shows where they end. */
  async function* walk(from: number, to: number): AsyncGenerator<Element> {
    let at = from
    while (at < to && elements < MOST_ELEMENTS) {
      elements += 1
      const id = await readNumber(at, 4, false)
      const size = id && (await readNumber(at + id.length, 8, true))
      if (!size) return
      const start = at + id.length + size.length
      const end = size.value === undefined ? undefined : Math.min(to, start + size.value)
      yield { id: id.value ?? 0, start, end }
      at = end ?? start
    }
  }

  /**
   * Reads a number whose leading zero bits give its length. An ID includes the bit after them, a
   * size does not. A size of all ones is unknown.
   */
  async function readNumber(at: number, longest: number, isSize: boolean) {
    const first = await numberAt(reader, at, 1)
    if (first === undefined) return undefined
    const length = Math.clz32(first) - 23
    const view = length <= longest && (await reader.view(at, length))
    if (!view) return undefined
    const mask = 0xff >> length
    let value = isSize ? first & mask : first
    let isUnknown = isSize && value === mask
    for (let index = 1; index < length; index += 1) {
      const byte = view.getUint8(index)
      value = value * 256 + byte
      if (byte !== 0xff) isUnknown = false
    }
    return { value: isUnknown ? undefined : value, length }
  }
}
