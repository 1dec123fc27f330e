import {
  adtsFrames,
  asf,
  box,
  ebmlHeader,
  element,
  FTYP,
  joined,
  latin,
  moov,
  mp3Frames,
  number,
  oggPage,
  track,
  tracksElement,
} from './made-containers.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** The first bytes of a file, with its media type and extension. */
export interface MadeHead {
  mediaType: string
  extension: string
  bytes: Bytes
  /** The result of file-type when it differs on purpose. */
  fileType?: { mime: string; ext: string }
}

/** Bytes. Zeros pad each signature to this length, because file-type reads beyond most of them. */
const LENGTH = 600

function head(mediaType: string, extension: string, bytes: string | Bytes): MadeHead {
  const content = typeof bytes === 'string' ? latin(bytes.padEnd(LENGTH, '\0')) : bytes
  return { mediaType, extension, bytes: content }
}

function renamed(made: MadeHead, mime: string, ext: string): MadeHead {
  return { ...made, fileType: { mime, ext } }
}

const ftyp = (brand: string, ...parts: Bytes[]) =>
  joined(box('ftyp', latin(`${brand}\0\0\0\0isom`)), ...parts, new Uint8Array(LENGTH))

/** A TIFF file whose first directory, at offset 8, has one tag. */
function tiff(isLittle: boolean, tag: number, version = 42): string {
  const write = (value: number, length: number) => {
    const bytes = number(value, length)
    return String.fromCharCode(...(isLittle ? bytes.toReversed() : bytes))
  }
  const entry = write(tag, 2) + write(4, 2) + write(1, 4) + write(0, 4)
  return `${isLittle ? 'II' : 'MM'}${write(version, 2)}${write(8, 4)}${write(1, 2)}${entry}`
}

const PNG = '\x89PNG\r\n\x1a\n'
const chunk = (type: string, content = '') =>
  `${String.fromCharCode(...number(content.length))}${type}${content}\0\0\0\0`
const IHDR = chunk('IHDR', '\0'.repeat(13))

const JPEG_2000 = '\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftyp'

const webm = (document: string, ...tracks: number[]) =>
  joined(ebmlHeader(document), element(0x18538067, tracksElement(...tracks)))

const ogg = (packet: string) => joined(oggPage(packet), new Uint8Array(LENGTH))

/** A stored entry of a ZIP file. Its size follows the content when `isStreamed`. */
function zipEntry(name: string, content = '', isStreamed = false): string {
  const little = (value: number, length: number) =>
    String.fromCharCode(...number(value, length).toReversed())
  const size = little(isStreamed ? 0 : content.length, 4)
  const header = `PK\x03\x04\x14\0${isStreamed ? '\x08' : '\0'}${'\0'.repeat(7)}\0\0\0\0${size}${size}`
  const sizes = little(content.length, 4)
  const descriptor = isStreamed ? `PK\x07\x08\0\0\0\0${sizes}${sizes}` : ''
  return `${header}${little(name.length, 2)}\0\0${name}${content}${descriptor}`
}

/** An Office file whose `[Content_Types].xml` comes first. */
function office(type: string, part: string, isStreamed = false): string {
  const types = `<Override ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/>`
  const parts = [zipEntry('_rels/.rels', '<a/>', isStreamed), zipEntry(part, '<a/>', isStreamed)]
  return zipEntry('[Content_Types].xml', types, isStreamed) + parts.join('')
}

const openDocument = (kind: string) => `application/vnd.oasis.opendocument.${kind}`
const openXml = (kind: string) => `application/vnd.openxmlformats-officedocument.${kind}`
const named = (mediaType: string, extension: string) =>
  head(mediaType, extension, zipEntry('mimetype', mediaType) + zipEntry('content.xml', '<a/>'))

const wide = (text: string) => [...text].map((letter) => `${letter}\0`).join('')

/** Every image, audio and video type that file-type knows. */
export const MEDIA_HEADS: readonly MadeHead[] = [
  head('image/jpeg', 'jpg', '\xff\xd8\xff\xe0\0\x10JFIF'),
  head('image/jpeg', 'jpg', '\xff\xd8\xff\xe1'),
  head('image/jls', 'jls', '\xff\xd8\xff\xf7'),
  head('image/png', 'png', `${PNG}${IHDR}${chunk('IDAT')}${chunk('acTL')}`),
  head('image/png', 'png', `${PNG}${chunk('CgBI', '\x50\0\x20\x02')}${IHDR}${chunk('IDAT')}`),
  head('image/apng', 'apng', `${PNG}${IHDR}${chunk('gAMA', '\0\0\0\0')}${chunk('acTL')}`),
  head('image/gif', 'gif', 'GIF89a'),
  head('image/gif', 'gif', `GIF87a${'G'.repeat(LENGTH)}`),
  head('image/webp', 'webp', 'RIFF\0\0\0\0WEBPVP8 '),
  head('image/bmp', 'bmp', 'BM\x36\0'),
  head('image/flif', 'flif', 'FLIF'),
  head('image/x-xcf', 'xcf', 'gimp xcf v011'),
  head('image/vnd.adobe.photoshop', 'psd', '8BPS\0\x01'),
  head('image/bpg', 'bpg', 'BPG\xfb'),
  head('image/icns', 'icns', 'icns\0\0\x01\0'),
  head('image/ktx', 'ktx', '\xabKTX 11\xbb\r\n\x1a\n'),
  head('image/vnd.ms-photo', 'jxr', 'II\xbc\x01'),
  head('image/jxl', 'jxl', '\xff\x0a'),
  head('image/jxl', 'jxl', '\0\0\0\x0cJXL \r\n\x87\n'),
  head('image/j2c', 'j2c', '\xff\x4f\xff\x51'),
  head('image/jp2', 'jp2', `${JPEG_2000}jp2 `),
  head('image/jpx', 'jpx', `${JPEG_2000}jpx `),
  head('image/jpm', 'jpm', `${JPEG_2000}jpm `),
  head('image/mj2', 'mj2', `${JPEG_2000}mjp2`),
  head('image/x-icon', 'ico', '\0\0\x01\0\x01\0'),
  head('image/x-icon', 'cur', '\0\0\x02\0\x01\0'),
  renamed(head('application/acad', 'dwg', 'AC1032'), 'image/vnd.dwg', 'dwg'),

  head('image/tiff', 'tif', tiff(true, 256)),
  head('image/tiff', 'tif', tiff(false, 256)),
  head('image/tiff', 'tif', tiff(true, 256, 43)),
  head('image/tiff', 'tif', tiff(false, 256, 43)),
  head('image/x-canon-cr2', 'cr2', 'II*\0\x10\0\0\0CR\x02\0'),
  head('image/x-canon-cr3', 'cr3', ftyp('crx ')),
  head('image/x-nikon-nef', 'nef', 'MM\0*\0\0\0\x08\0\x1c\0\xfe'),
  head('image/x-nikon-nef', 'nef', 'MM\0*\0\0\0\x08\0\x1f\0\x0b'),
  head('image/x-nikon-nef', 'nef', 'II*\0\x08\0\0\0\x1c\0\xfe\0'),
  head('image/x-nikon-nef', 'nef', 'II*\0\x08\0\0\0\x1f\0\x0b\0'),
  head('image/x-sony-arw', 'arw', tiff(true, 50_341)),
  head('image/x-adobe-dng', 'dng', tiff(true, 50_706)),
  head('image/x-adobe-dng', 'dng', tiff(false, 50_706)),
  head('image/x-olympus-orf', 'orf', 'IIRO\x08\0\0\0\x18'),
  head('image/x-panasonic-rw2', 'rw2', 'IIU\0\x18\0\0\0\x88\xe7\x74\xd8'),
  head('image/x-fujifilm-raf', 'raf', 'FUJIFILMCCD-RAW 0201'),

  head('image/avif', 'avif', ftyp('avif')),
  head('image/avif', 'avif', ftyp('avis')),
  head('image/heif', 'heic', ftyp('mif1')),
  head('image/heif-sequence', 'heic', ftyp('msf1')),
  head('image/heic', 'heic', ftyp('heic')),
  head('image/heic', 'heic', ftyp('heix')),
  head('image/heic-sequence', 'heic', ftyp('hevc')),
  head('image/heic-sequence', 'heic', ftyp('hevx')),

  head('video/mp4', 'mp4', joined(FTYP, moov(track('vide')))),
  head('video/mp4', 'mp4', ftyp('isom')),
  head('video/mp4', 'mp4', ftyp('dash')),
  renamed(head('video/mp4', 'mp4', ftyp('M4P ')), 'video/mp4', 'm4p'),
  renamed(head('video/mp4', 'mp4', ftyp('F4V ')), 'video/mp4', 'f4v'),
  renamed(head('video/mp4', 'mp4', ftyp('F4P ')), 'video/mp4', 'f4p'),
  head('video/x-m4v', 'm4v', ftyp('M4V ')),
  head('video/x-m4v', 'm4v', ftyp('M4VH')),
  head('video/x-m4v', 'm4v', ftyp('M4VP')),
  head('video/quicktime', 'mov', ftyp('qt  ')),
  head('video/quicktime', 'mov', '\0\0\0\x08wide'),
  head('video/quicktime', 'mov', '\0\0\0\x08free'),
  head('video/quicktime', 'mov', '\0\0\0\x08mdat'),
  head('video/quicktime', 'mov', moov(track('vide'))),
  head('video/3gpp', '3gp', ftyp('3gp5')),
  head('video/3gpp', '3gp', ftyp('3gr6')),
  head('video/3gpp2', '3g2', ftyp('3g2a')),
  head('audio/x-m4a', 'm4a', ftyp('M4A ')),
  head('audio/x-m4a', 'm4a', ftyp('M4A\0')),
  renamed(head('audio/mp4', 'm4a', ftyp('M4B ')), 'audio/mp4', 'm4b'),
  renamed(head('audio/mp4', 'm4a', ftyp('F4A ')), 'audio/mp4', 'f4a'),
  renamed(head('audio/mp4', 'm4a', ftyp('F4B ')), 'audio/mp4', 'f4b'),
  renamed(
    head('audio/mp4', 'm4a', joined(FTYP, moov(track('soun')), new Uint8Array(LENGTH))),
    'video/mp4',
    'mp4',
  ),

  head('video/webm', 'webm', webm('webm', 1)),
  head('video/matroska', 'mkv', webm('matroska', 1)),
  head('video/matroska', 'mkv', webm('matroska\0\0', 1)),
  renamed(head('audio/webm', 'weba', webm('webm', 2)), 'video/webm', 'webm'),
  renamed(head('audio/matroska', 'mka', webm('matroska', 2)), 'video/matroska', 'mkv'),
  head('video/vnd.avi', 'avi', 'RIFF\0\0\0\0AVI LIST'),
  head('video/x-flv', 'flv', 'FLV\x01\x05'),
  renamed(head('audio/x-flv', 'flv', 'FLV\x01\x04'), 'video/x-flv', 'flv'),
  head('video/MP1S', 'mpg', '\0\0\x01\xba\x21'),
  head('video/MP2P', 'mpg', '\0\0\x01\xba\x44'),
  head('video/MP2P', 'mpg', '\0\0\x01\xba\x45'),
  head('video/MP2P', 'mpg', '\0\0\x01\xba\x46'),
  head('video/MP2P', 'mpg', '\0\0\x01\xba\x47'),
  head('video/mpeg', 'mpg', '\0\0\x01\xba\0'),
  head('video/mpeg', 'mpg', '\0\0\x01\xb3\x16'),
  head('video/mp2t', 'mts', `${'G'.padEnd(188, '\0')}G`),
  head('video/mp2t', 'mts', `${'\0\0\0\0G'.padEnd(196, '\0')}G`),
  renamed(head('video/x-ms-asf', 'wmv', asf(10, 'video')), 'video/x-ms-asf', 'asf'),
  renamed(head('audio/x-ms-asf', 'wma', asf(10, 'audio')), 'audio/x-ms-asf', 'asf'),
  head('application/vnd.ms-asf', 'asf', asf(10).slice(0, -100)),
  head(
    'application/mxf',
    'mxf',
    '\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02\x01\x01\x02\x04\x01',
  ),

  head('audio/ogg; codecs=opus', 'opus', ogg('OpusHead\x01')),
  head('audio/ogg', 'ogg', ogg('\x01vorbis')),
  renamed(head('audio/ogg', 'ogg', ogg('\x7fFLAC\x01')), 'audio/ogg', 'oga'),
  renamed(head('audio/ogg', 'ogg', ogg('Speex   1.2')), 'audio/ogg', 'spx'),
  renamed(
    head('audio/ogg', 'oga', joined(oggPage('fishead\0'), ogg('\x01vorbis'))),
    'application/ogg',
    'ogx',
  ),
  head('video/ogg', 'ogv', ogg('\x80theora')),
  renamed(head('video/ogg', 'ogv', ogg('\x01video\0\0')), 'video/ogg', 'ogm'),
  head('application/ogg', 'ogx', ogg('strange')),
  head('audio/flac', 'flac', 'fLaC\0\0\0\x22'),
  head('audio/wav', 'wav', 'RIFF\0\0\0\0WAVEfmt '),
  head('audio/qcelp', 'qcp', 'RIFF\0\0\0\0QLCMfmt '),
  head('audio/midi', 'mid', 'MThd\0\0\0\x06'),
  head('audio/x-musepack', 'mpc', 'MP+\x07'),
  head('audio/x-musepack', 'mpc', 'MPCKSH'),
  head('audio/wavpack', 'wv', 'wvpk\0\0'),
  head('audio/ape', 'ape', 'MAC \x96\x0f'),
  head('audio/amr', 'amr', '#!AMR\n'),
  head('audio/amr', 'amr', '#!AMR-WB\n'),
  head('audio/x-dsf', 'dsf', 'DSD \x1c'),
  head('audio/vnd.dolby.dd-raw', 'ac3', '\x0b\x77'),
  head('audio/x-voc', 'voc', 'Creative Voice File\x1a'),
  head('audio/x-it', 'it', 'IMPM'),
  head('audio/x-xm', 'xm', 'Extended Module: tune'),
  head('audio/x-s3m', 's3m', `${'tune'.padEnd(44, '\0')}SCRM`),
  head('audio/aiff', 'aif', 'FORM\0\0\0\x20AIFFCOMM'),
  head('audio/aiff', 'aif', 'FORM\0\0\0\x20AIFCFVER'),
  head('audio/mpeg', 'mp3', mp3Frames(9)),
  head('audio/mpeg', 'mp3', joined(latin('ID3\x04\0\0\0\0\0\x0a'), number(0, 10), mp3Frames(9))),
  head('audio/aac', 'aac', adtsFrames(9)),
]

/** Files that people drop by mistake. */
export const OTHER_HEADS: readonly MadeHead[] = [
  head('application/pdf', 'pdf', '%PDF-1.7'),
  head('application/eps', 'eps', '%!PS-Adobe-3.0 EPSF-3.0'),
  head('application/eps', 'eps', '\xc5\xd0\xd3\xc6'),
  head('application/postscript', 'ps', '%!PS'),
  head('application/rtf', 'rtf', '{\\rtf1'),
  head('application/xml', 'xml', '<?xml version="1.0"?><note/>'),
  head('application/xml', 'xml', '\xef\xbb\xbf<?xml version="1.0"?><note/>'),
  head('application/xml', 'xml', `\xff\xfe${wide('<?xml version="1.0"?>')}`),
  head('application/xml', 'xml', `\xfe\xff\0${wide('<?xml version="1.0"?>')}`),
  head('application/x-cfb', 'cfb', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
  head(
    'application/x-indesign',
    'indd',
    '\x06\x06\xed\xf5\xd8\x1d\x46\xe5\xbd\x31\xef\xe7\xfe\x74\xb7\x1d',
  ),
  head('text/vcard', 'vcf', 'BEGIN:VCARD'),
  head('text/calendar', 'ics', 'BEGIN:VCALENDAR'),
  head('text/vtt', 'vtt', 'WEBVTT\n'),

  head('application/zip', 'zip', zipEntry('notes.txt', 'Hello')),
  head('application/zip', 'zip', zipEntry('word/photo.jpg', '\xff\xd8\xff')),
  head('application/zip', 'zip', 'PK\x05\x06'),
  head('application/zip', 'zip', 'PK\x07\x08'),
  ...[false, true].flatMap((isStreamed) => [
    head(
      openXml('wordprocessingml.document'),
      'docx',
      office('wordprocessingml.document', 'word/document.xml', isStreamed),
    ),
    head(
      openXml('spreadsheetml.sheet'),
      'xlsx',
      office('spreadsheetml.sheet', 'xl/workbook.xml', isStreamed),
    ),
    head(
      openXml('presentationml.presentation'),
      'pptx',
      office('presentationml.presentation', 'ppt/presentation.xml', isStreamed),
    ),
  ]),
  // Only `[Content_Types].xml`, which may be compressed, tells templates and macros apart.
  renamed(
    head(
      openXml('wordprocessingml.document'),
      'docx',
      office('wordprocessingml.template', 'word/document.xml'),
    ),
    openXml('wordprocessingml.template'),
    'dotx',
  ),
  named('application/epub+zip', 'epub'),
  named(openDocument('text'), 'odt'),
  named(openDocument('spreadsheet'), 'ods'),
  named(openDocument('presentation'), 'odp'),
  named(openDocument('graphics'), 'odg'),
  named(openDocument('text-template'), 'ott'),
  named(openDocument('presentation-template'), 'otp'),
  head('application/java-archive', 'jar', zipEntry('META-INF/MANIFEST.MF', 'Manifest-Version: 1')),
  head('application/vnd.android.package-archive', 'apk', zipEntry('classes.dex', 'dex')),
  head('application/gzip', 'gz', '\x1f\x8b\x08\0'),
  head('application/x-bzip2', 'bz2', 'BZh91AY'),
  head('application/x-xz', 'xz', '\xfd7zXZ\0'),
  head('application/zstd', 'zst', '\x28\xb5\x2f\xfd'),
  head('application/x-7z-compressed', '7z', '7z\xbc\xaf\x27\x1c'),
  head('application/x-rar-compressed', 'rar', 'Rar!\x1a\x07\0'),
  head('application/x-rar-compressed', 'rar', 'Rar!\x1a\x07\x01\0'),
  head('application/x-tar', 'tar', `${'a.txt'.padEnd(257, '\0')}ustar\0`),
  head('application/x-tar', 'tar', `${'a.txt'.padEnd(257, '\0')}ustar  `),
  head('application/x-apple-diskimage', 'dmg', 'x\x01'),
  head('application/vnd.ms-cab-compressed', 'cab', 'MSCF'),
  head('application/x-deb', 'deb', '!<arch>\ndebian-binary'),
  head('application/x-rpm', 'rpm', '\xed\xab\xee\xdb'),

  head('application/x-msdownload', 'exe', 'MZ\x90\0'),
  head('application/x-elf', 'elf', '\x7fELF\x02\x01'),
  head('application/x-mach-binary', 'macho', '\xcf\xfa\xed\xfe'),
  head('application/x-mach-binary', 'macho', '\xca\xfe\xba\xbe\0\0\0\x02'),
  head('application/wasm', 'wasm', '\0asm\x01\0\0\0'),
  head('application/x-shockwave-flash', 'swf', 'CWS\x0a'),
  head('application/x-shockwave-flash', 'swf', 'FWS\x0a'),
  head('application/x-sqlite3', 'sqlite', 'SQLite format 3\0'),
  head('font/woff', 'woff', 'wOFF\0\x01\0\0'),
  head('font/woff2', 'woff2', 'wOF2\0\x01\0\0'),
  head('font/ttf', 'ttf', '\0\x01\0\0\0\x0c'),
  head('font/otf', 'otf', 'OTTO\0\x0c'),
  head('font/collection', 'ttc', 'ttcf\0\x01'),

  renamed(head('application/x-iff', 'iff', 'FORM\0\0\0\x20FTXTCHRS'), 'audio/aiff', 'aif'),
  head('application/vnd.rn-realmedia', 'rm', '.RMF\0'),
  head('application/dicom', 'dcm', `${'\0'.repeat(128)}DICM`),
  head('application/x-blender', 'blend', 'BLENDER-v300'),
  head('application/x.autodesk.fbx', 'fbx', 'Kaydara FBX Binary  \0'),
  head('model/gltf-binary', 'glb', 'glTF\x02\0\0\0'),
  head('model/stl', 'stl', 'solid cube'),
]
