import { asciiOf, type RangeReader } from './byte-source.ts'
import type { DetectedType } from './signature.ts'

/** Bytes that are searched for local headers. */
const WINDOW = 64 * 1024

const LOCAL_HEADER = 'PK\x03\x04'

const OFFICE = 'application/vnd.openxmlformats-officedocument.'

/** Types by the name of an entry, or by the folder of an Office part. */
const TYPES = new Map([
  ['word', { mediaType: `${OFFICE}wordprocessingml.document`, extension: 'docx' }],
  ['xl', { mediaType: `${OFFICE}spreadsheetml.sheet`, extension: 'xlsx' }],
  ['ppt', { mediaType: `${OFFICE}presentationml.presentation`, extension: 'pptx' }],
  ['classes.dex', { mediaType: 'application/vnd.android.package-archive', extension: 'apk' }],
  ['META-INF/MANIFEST.MF', { mediaType: 'application/java-archive', extension: 'jar' }],
])

const OFFICE_PART = /^(word|xl|ppt)\/.*\.(xml|rels)$/

/** The content of the entry `mimetype`, which e-books and OpenDocument files do not compress. */
const NAMED =
  /^application\/(epub\+zip|vnd\.oasis\.opendocument\.(text|spreadsheet|presentation|graphics)(-template)?)/

/**
 * Reads from the first entries which kind of ZIP file this is (APPNOTE 4.3.7). The first entry that
 * has a type decides. Returns undefined for a plain archive.
 */
export async function readZipType(reader: RangeReader): Promise<DetectedType | undefined> {
  const view = await reader.view(0, Math.min(WINDOW, reader.size))
  const text = view ? asciiOf(view) : ''
  let at = 0
  while (view && at >= 0 && at + 30 < text.length) {
    const nameEnd = at + 30 + view.getUint16(at + 26, true)
    const name = text.slice(at + 30, nameEnd)
    const content = nameEnd + view.getUint16(at + 28, true)
    const found = TYPES.get(OFFICE_PART.exec(name)?.[1] ?? name)
    if (found) return found
    const named = name === 'mimetype' && NAMED.exec(text.slice(content, content + 80))
    if (named) {
      const [mediaType, , document, template] = named
      const extension = document ? `o${template ? 't' : 'd'}${document[0]}` : 'epub'
      return { mediaType, extension }
    }
    // The size is 0 when it follows the content.
    at = text.indexOf(LOCAL_HEADER, content + view.getUint32(at + 18, true))
  }
  return undefined
}
