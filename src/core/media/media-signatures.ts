import type { Signature } from './signature.ts'

const PNG = '\x89PNG\r\n\x1a\n'

/** The first box of JPEG 2000, and the second one up to its brand. */
const JPEG_2000 = '\0\0\0\x0cjP  \r\n\x87\n????????'

/** The header of an Ogg page, up to its packet. */
const OGG = 'OggS'.padEnd(28, '?')

/**
 * Signatures of image, audio and video. Rules and media types come from file-type
 * (https://github.com/sindresorhus/file-type), unless a comment says otherwise.
 */
export const MEDIA_SIGNATURES: readonly Signature[] = [
  ['image/jls', 'jls', '\xff\xd8\xff\xf7'],
  ['image/jpeg', 'jpg', '\xff\xd8\xff'],
  // Xcode writes a chunk of its own before the header.
  ['image/png', 'png', `${PNG}\0\0\0\rIHDR`, `${PNG}????CgBI`],
  ['image/gif', 'gif', 'GIF'],
  ['image/webp', 'webp', 'RIFF????WEBP'],
  ['image/bmp', 'bmp', 'BM'],
  ['image/jxl', 'jxl', '\xff\n', '\0\0\0\x0cJXL \r\n\x87\n'],
  ['image/jp2', 'jp2', `${JPEG_2000}jp2 `],
  ['image/jpx', 'jpx', `${JPEG_2000}jpx `],
  ['image/jpm', 'jpm', `${JPEG_2000}jpm `],
  ['image/mj2', 'mj2', `${JPEG_2000}mjp2`],
  ['image/j2c', 'j2c', '\xff\x4f\xff\x51'],
  ['image/x-canon-cr2', 'cr2', 'II*\0????CR'],
  // The number of tags in the first directory, then the first tag.
  ['image/x-nikon-nef', 'nef', 'II*\0????\x1c\0\xfe\0', 'MM\0*????\0\x1c\0\xfe'],
  ['image/x-nikon-nef', 'nef', 'II*\0????\x1f\0\x0b\0', 'MM\0*????\0\x1f\0\x0b'],
  ['image/tiff', 'tif', 'II*\0', 'MM\0*', 'II+\0', 'MM\0+'],
  ['image/x-olympus-orf', 'orf', 'IIRO\x08\0\0\0\x18'],
  ['image/x-panasonic-rw2', 'rw2', 'IIU\0\x18\0\0\0\x88\xe7\x74\xd8'],
  ['image/x-fujifilm-raf', 'raf', 'FUJIFILMCCD-RAW'],
  ['image/vnd.ms-photo', 'jxr', 'II\xbc'],
  ['image/vnd.adobe.photoshop', 'psd', '8BPS'],
  ['image/x-xcf', 'xcf', 'gimp xcf '],
  ['image/flif', 'flif', 'FLIF'],
  ['image/bpg', 'bpg', 'BPG\xfb'],
  ['image/icns', 'icns', 'icns'],
  ['image/ktx', 'ktx', '\xabKTX 11\xbb\r\n\x1a\n'],

  // Brands of MP4 (ISO 14496-12).
  ['image/avif', 'avif', '????ftypavif', '????ftypavis'],
  // An image whose second brand, in place of a version, names the codec.
  ['image/avif', 'avif', '????ftypmif3avi'],
  ['image/heif', 'heif', '????ftypmif3'],
  ['image/heif', 'heic', '????ftypmif1'],
  ['image/heif-sequence', 'heic', '????ftypmsf1'],
  ['image/heic', 'heic', '????ftypheic', '????ftypheix'],
  ['image/heic-sequence', 'heic', '????ftyphevc', '????ftyphevx'],
  ['image/x-canon-cr3', 'cr3', '????ftypcrx'],
  ['audio/x-m4a', 'm4a', '????ftypM4A'],
  ['audio/mp4', 'm4a', '????ftypM4B', '????ftypF4A', '????ftypF4B'],
  ['video/x-m4v', 'm4v', '????ftypM4V'],
  ['video/3gpp2', '3g2', '????ftyp3g2'],
  ['video/3gpp', '3gp', '????ftyp3g'],
  ['video/quicktime', 'mov', '????ftypqt'],
  ['video/mp4', 'mp4', '????ftyp????'],
  // QuickTime without a brand.
  ['video/quicktime', 'mov', '????free', '????mdat', '????moov', '????wide'],

  ['video/matroska', 'mkv', '\x1a\x45\xdf\xa3'],
  ['video/vnd.avi', 'avi', 'RIFF????AVI'],
  ['video/x-flv', 'flv', 'FLV\x01'],
  // Packs of MPEG-1 and MPEG-2 (ISO 13818-1) begin with their clock, here below 3.3 hours.
  ['video/MP1S', 'mpg', '\0\0\x01\xba\x21'],
  ['video/MP2P', 'mpg', '\0\0\x01\xba\x44', '\0\0\x01\xba\x45'],
  ['video/MP2P', 'mpg', '\0\0\x01\xba\x46', '\0\0\x01\xba\x47'],
  ['video/mpeg', 'mpg', '\0\0\x01\xba', '\0\0\x01\xb3'],
  ['application/vnd.ms-asf', 'asf', '0&\xb2\x75\x8e\x66\xcf\x11\xa6\xd9'],
  ['application/mxf', 'mxf', '\x06\x0e+4\x02\x05\x01\x01\x0d\x01\x02\x01\x01\x02'],

  ['audio/ogg; codecs=opus', 'opus', `${OGG}OpusHead`],
  ['audio/ogg', 'ogg', `${OGG}\x01vorbis`, `${OGG}\x7fFLAC`, `${OGG}Speex  `],
  ['video/ogg', 'ogv', `${OGG}\x80theora`, `${OGG}\x01video\0`],
  ['application/ogg', 'ogx', `${OGG}????????`],
  ['audio/flac', 'flac', 'fLaC'],
  // The last three, for large and for big-endian files, are unknown to file-type.
  ['audio/wav', 'wav', 'RIFF????WAVE', 'RF64????WAVE', 'BW64????WAVE', 'RIFX????WAVE'],
  ['audio/qcelp', 'qcp', 'RIFF????QLCM'],
  ['audio/midi', 'mid', 'MThd'],
  ['audio/x-musepack', 'mpc', 'MP+', 'MPCK'],
  ['audio/wavpack', 'wv', 'wvpk'],
  ['audio/ape', 'ape', 'MAC '],
  ['audio/amr', 'amr', '#!AMR'],
  ['audio/x-dsf', 'dsf', 'DSD '],
  ['audio/vnd.dolby.dd-raw', 'ac3', '\x0bw'],
  ['audio/x-voc', 'voc', 'Creative Voice File'],
  ['audio/x-it', 'it', 'IMPM'],
  ['audio/x-xm', 'xm', 'Extended Module:'],
  ['audio/x-s3m', 's3m', `${'?'.repeat(44)}SCRM`],

  // The rest is unknown to file-type.
  ['audio/x-caf', 'caf', 'caff\0'],
  ['audio/basic', 'au', '.snd\0'],
  ['audio/x-w64', 'w64', 'riff.\x91\xcf\x11\xa5\xd6\x28\xdb\x04\xc1\0\0'],
  ['audio/x-dff', 'dff', 'FRM8????????DSD '],
  ['audio/x-tta', 'tta', 'TTA1', 'TTA2'],
  ['audio/aac', 'aac', 'ADIF'],
  ['audio/x-tak', 'tak', 'tBaK'],
  ['audio/x-shorten', 'shn', 'ajkg'],
  ['audio/x-realaudio', 'ra', '.ra\xfd'],
  // Four byte orders of the same sync word, and the container of DTS-HD.
  ['audio/vnd.dts', 'dts', '\x7f\xfe\x80\x01', '\xfe\x7f\x01\x80'],
  ['audio/vnd.dts', 'dts', '\x1f\xff\xe8\0', '\xff\x1f\0\xe8'],
  ['audio/vnd.dts.hd', 'dtshd', 'DTSHDHDR'],
  // file-type detects every IFF file as AIFF.
  ['audio/aiff', 'aif', 'FORM????AIF'],
  ['audio/x-8svx', '8svx', 'FORM????8SVX'],
]

/** Signatures of few bytes, which other files may have by chance. */
export const WEAK_SIGNATURES: readonly Signature[] = [
  // The sync bytes of two packets. On Blu-ray discs, four bytes precede each packet.
  ['video/mp2t', 'mts', `${'G'.padEnd(188, '?')}G`, `${'????G'.padEnd(196, '?')}G`],
  ['font/ttf', 'ttf', '\0\x01\0\0\0'],
  ['image/x-icon', 'ico', '\0\0\x01\0'],
  ['image/x-icon', 'cur', '\0\0\x02\0'],
]
