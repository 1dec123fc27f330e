import { isFullWebUrl } from '../text/url-link.ts'
import { type Share, withPlainName } from './share.ts'
import { MAX_IMPORTS } from './url-imports.ts'

/** Maximum characters of a text that are searched for URLs. */
const MAX_TEXT = 10_000

const FILES = 'files'
const TEXTS = ['text', 'url']

/** Reads the fields of a posted form, by the names in the manifest. Ignores all others. */
export function readShare(fields: Iterable<[string, string | File]>): Share {
  const files: File[] = []
  const urls = new Set<string>()
  let hasOtherText = false
  for (const [name, value] of fields) {
    if (typeof value !== 'string') {
      // Without a chosen file, a form sends an empty file without a name.
      if (name === FILES && (value.name !== '' || value.size > 0)) files.push(withPlainName(value))
    } else if (TEXTS.includes(name)) {
      const text = value.slice(0, MAX_TEXT)
      const found = findUrls(text)
      for (const url of found) urls.add(url)
      if (found.length === 0 && text.trim() !== '') hasOtherText = true
    }
  }
  return { isOpened: false, files, urls: [...urls].slice(0, MAX_IMPORTS), hasOtherText }
}

/** Apps share a link with words around it: "Look: https://a.example/b.png." */
function findUrls(text: string): string[] {
  const found = text.match(/\bhttps?:\/\/[^\s<>"]+/gi) ?? []
  return found.map((url) => url.replace(/[.,;:!?)\]}'’”]+$/, '')).filter(isFullWebUrl)
}
