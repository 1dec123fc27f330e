import { asciiOf } from './byte-source.ts'

export interface DetectedType {
  mediaType: string
  /** Without its dot. */
  extension: string
  /** A container whose bytes do not show whether it holds video or audio. */
  isUndecided?: true
}

/**
 * Signatures that file-type does not know or confuses with another type. `?` stands for any byte.
 */
const SIGNATURES: readonly (readonly [bytes: string, mediaType: string, extension: string])[] = [
  ['caff\0', 'audio/x-caf', 'caf'],
  ['.snd\0', 'audio/basic', 'au'],
  ['riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb\x04\xc1\0\0', 'audio/x-w64', 'w64'],
  ['RF64????WAVE', 'audio/wav', 'wav'],
  ['BW64????WAVE', 'audio/wav', 'wav'],
  ['RIFX????WAVE', 'audio/wav', 'wav'],
  ['FRM8????????DSD ', 'audio/x-dff', 'dff'],
  ['TTA1', 'audio/x-tta', 'tta'],
  ['TTA2', 'audio/x-tta', 'tta'],
  ['ADIF', 'audio/aac', 'aac'],
  ['tBaK', 'audio/x-tak', 'tak'],
  ['ajkg', 'audio/x-shorten', 'shn'],
  ['.ra\xfd', 'audio/x-realaudio', 'ra'],
  // Four byte orders of the same sync word, and the container of DTS-HD.
  ['\x7f\xfe\x80\x01', 'audio/vnd.dts', 'dts'],
  ['\xfe\x7f\x01\x80', 'audio/vnd.dts', 'dts'],
  ['\x1f\xff\xe8\0', 'audio/vnd.dts', 'dts'],
  ['\xff\x1f\0\xe8', 'audio/vnd.dts', 'dts'],
  ['DTSHDHDR', 'audio/vnd.dts.hd', 'dtshd'],
  // An image whose second brand, in place of a version, names the codec.
  ['????ftypmif3avi', 'image/avif', 'avif'],
  ['????ftypmif3', 'image/heif', 'heif'],
  // IANA registers it as image/vnd.dwg, but its content is not a picture.
  ['AC10', 'application/acad', 'dwg'],
  // file-type detects every IFF file as AIFF.
  ['FORM????AIF', 'audio/aiff', 'aif'],
  ['FORM????8SVX', 'audio/x-8svx', '8svx'],
  ['FORM', 'application/x-iff', 'iff'],
]

/** @param start the first 16 bytes, or the whole file when it is shorter */
export function findSignature(start: DataView): DetectedType | undefined {
  const text = asciiOf(start)
  for (const [bytes, mediaType, extension] of SIGNATURES) {
    const fits = (byte: string, index: number) => byte === '?' || byte === text[index]
    if ([...bytes].every(fits)) return { mediaType, extension }
  }
  return undefined
}
