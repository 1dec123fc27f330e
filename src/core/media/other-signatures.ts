import type { Signature } from './signature.ts'

/** Converts ASCII to UTF-16 in little-endian order, without its last byte. */
function wide(text: string): string {
  return [...text].join('\0')
}

/**
 * Signatures of the usual files that are not media, so that the page can name their type when it
 * rejects them. Rules and media types come from file-type, unless a comment says otherwise.
 */
export const OTHER_SIGNATURES: readonly Signature[] = [
  ['application/pdf', 'pdf', '%PDF'],
  ['application/eps', 'eps', '%!PS-Adobe-??? EPSF-', '\xc5\xd0\xd3\xc6'],
  ['application/postscript', 'ps', '%!'],
  ['application/rtf', 'rtf', '{\\rtf'],
  ['application/xml', 'xml', '<?xml ', `\xff\xfe${wide('<?xml ')}`, `\xfe\xff\0${wide('<?xml ')}`],
  // Word, Excel and PowerPoint before they wrote ZIP.
  ['application/x-cfb', 'cfb', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['application/x-indesign', 'indd', '\x06\x06\xed\xf5\xd8\x1d\x46\xe5'],
  ['text/vcard', 'vcf', 'BEGIN:VCARD'],
  ['text/calendar', 'ics', 'BEGIN:VCALENDAR'],
  ['text/vtt', 'vtt', 'WEBVTT'],

  ['application/zip', 'zip', 'PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'],
  ['application/gzip', 'gz', '\x1f\x8b\x08'],
  ['application/x-bzip2', 'bz2', 'BZh'],
  ['application/x-xz', 'xz', '\xfd7zXZ\0'],
  ['application/zstd', 'zst', '\x28\xb5\x2f\xfd'],
  ['application/x-7z-compressed', '7z', '7z\xbc\xaf\x27\x1c'],
  ['application/x-rar-compressed', 'rar', 'Rar!\x1a\x07\0', 'Rar!\x1a\x07\x01'],
  ['application/x-tar', 'tar', `${'?'.repeat(257)}ustar\0`, `${'?'.repeat(257)}ustar `],
  ['application/x-apple-diskimage', 'dmg', 'x\x01'],
  ['application/vnd.ms-cab-compressed', 'cab', 'MSCF'],
  ['application/x-deb', 'deb', '!<arch>?debian-binary'],
  ['application/x-rpm', 'rpm', '\xed\xab\xee\xdb'],

  ['application/x-msdownload', 'exe', 'MZ'],
  ['application/x-elf', 'elf', '\x7fELF'],
  // For one architecture, and for two.
  ['application/x-mach-binary', 'macho', '\xcf\xfa\xed\xfe', '\xca\xfe\xba\xbe\0\0\0\x02'],
  ['application/wasm', 'wasm', '\0asm'],
  ['application/x-shockwave-flash', 'swf', 'CWS', 'FWS'],
  ['application/x-sqlite3', 'sqlite', 'SQLi'],

  ['font/woff', 'woff', 'wOFF'],
  ['font/woff2', 'woff2', 'wOF2'],
  ['font/otf', 'otf', 'OTTO\0'],
  ['font/collection', 'ttc', 'ttcf'],

  // IANA registers it as image/vnd.dwg, but its content is not a picture.
  ['application/acad', 'dwg', 'AC10'],
  // file-type detects every IFF file as AIFF.
  ['application/x-iff', 'iff', 'FORM'],
  ['application/vnd.rn-realmedia', 'rm', '.RMF'],
  ['application/dicom', 'dcm', `${'?'.repeat(128)}DICM`],
  ['application/x-blender', 'blend', 'BLENDER'],
  ['application/x.autodesk.fbx', 'fbx', 'Kaydara FBX'],
  ['model/gltf-binary', 'glb', 'glTF\x02\0\0\0'],
  ['model/stl', 'stl', 'solid '],
]
