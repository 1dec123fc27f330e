import type { MediaKind } from '../media/media-kind.ts'

/** Extensions of media types that are not always detected from the bytes. */
const EXTENSIONS: Record<MediaKind, string> = {
  image:
    'ai apng arw avci avif avifs bmp bpg cr2 cr3 cur dcm dds djvu dng emf eps exr gif hdr heic heics heif heifs hif ico iff ilbm j2c j2k jfif jif jng jp2 jpe jpeg jpf jpg jpx jxl jxr ktx ktx2 mpo nef orf pam pbm pcx pef pfm pgm pic pict pjpeg png pnm ppm psb psd qoi raf raw rw2 sgi srw svg svgz tga tif tiff wbmp wdp webp wmf x3f xbm xcf xpm',
  audio:
    '3ga 8svx aa aac aax ac3 adts aif aifc aiff amr ape au awb caf cda dff dsf dts dtshd eac3 ec3 f4a f4b flac gsm it kar loas m4a m4b m4p m4r mid midi mka mlp mod mp1 mp2 mp3 mpa mpc mpga oga ogg oma opus qcp ra rf64 rmi s3m shn snd sph spx tak thd tta voc w64 wav wave weba wma wv xm',
  video:
    '264 265 3g2 3gp amv asf av1 avc avi divx dv evo f4v flv h264 h265 hevc ivf m1v m2p m2t m2ts m2v m4v mjpeg mjpg mk3d mkv mng mov mp4 mpe mpeg mpg mpv mts mxf nsv nut obu ogm ogv ogx qt rm rmvb vob webm wmv wtv y4m',
}

/**
 * The media type of a file whose bytes match no known type. Uses the browser's media type, then one
 * made from the extension. Returns undefined unless it is image, audio or video.
 */
export function claimedType(name: string, browserType: string): string | undefined {
  const type = browserType.trim().toLowerCase()
  if (/^(image|audio|video)\/[\w.+-]+$/.test(type)) return type
  const extension = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase()
  if (extension === undefined) return undefined
  for (const [kind, extensions] of Object.entries(EXTENSIONS)) {
    if (extensions.split(' ').includes(extension)) return `${kind}/x-${extension}`
  }
  return undefined
}
