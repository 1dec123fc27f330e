import { isFileUrl } from '../../core/api/gateway-url.ts'
import type { HistoryEntry } from '../../core/history/history.ts'
import type { Composer, NewReference } from '../../core/request/composer.ts'
import { isEmptyDraft } from '../../core/request/draft.ts'
import type { Given } from '../../core/request/given.ts'
import { listLinks, readAddresses } from '../../core/request/given-addresses.ts'
import { matchPasted } from '../../core/request/paste/pasted-references.ts'
import { isFullWebUrl } from '../../core/text/url-link.ts'
import { readDataPicture } from './data-picture.ts'
import { words as givenWords } from './given-words.ts'
import type { Note } from './note.ts'
import { readReferences } from './read-references.ts'
import { swapReferences } from './swap-references.ts'
import { words } from './words.ts'

/** What became of a drop or a paste outside of the request. */
export interface Received {
  /** What the request took, or why it took nothing new. */
  note?: Note | undefined
  /** Pictures that must be uploaded. */
  files: File[]
  /** Why nothing was taken. */
  lack?: string | undefined
}

/** The first two million characters of a page are enough to find a dragged picture. */
const MOST_HTML = 2_000_000

/**
 * Adds what was dropped or pasted to the request: links and pictures by their URL, and media in
 * text. An empty request takes a pasted request as a whole.
 *
 * @param swap id of the reference that the first one replaces
 */
export function receive(
  given: Given,
  swap: string | undefined,
  composer: Composer,
  entries: readonly HistoryEntry[],
): Received {
  const text = given['text/plain']
  const pictures = picturesIn(given['text/html'])
  const links = listLinks(given)
  // The picture itself is meant, not the link around it.
  const addresses = links.length > 0 ? (pictures[0] ? [pictures[0]] : links) : readAddresses(text)
  if (addresses) return receiveAddresses(addresses)

  const former = composer.draft()
  const { references, change } = readReferences(text, entries, former)
  const isWhole = change?.kind !== undefined && change.models?.[change.kind] && isEmptyDraft(former)
  if (isWhole && swap === undefined) {
    composer.replace(references, change)
    const [sentence, after] = [words.pasted(references.length, false), composer.draft()]
    return { files: [], note: { sentence, after, undo: () => composer.change(former) } }
  }
  if (references.length > 0) {
    // Options belong to the model of their request.
    const note = add(references.map((reference) => ({ ...reference, option: undefined })))
    const sentence = change ? `${note.sentence} ${givenWords.withoutSettings}` : note.sentence
    return { files: [], note: { ...note, sentence } }
  }
  return receiveAddresses(pictures)

  function receiveAddresses(all: readonly string[]): Received {
    const urls = all.filter((url) => isFullWebUrl(url) && isFileUrl(url))
    const files = all.flatMap((url) => readDataPicture(url, givenWords.pictureName) ?? [])
    const pasted = urls.map((url) => ({ url }))
    const note = urls.length > 0 ? add(matchPasted(pasted, entries)) : undefined
    if (note || files.length > 0) return { files, note }
    return { files, lack: lackOf(all) }
  }

  function add(found: readonly NewReference[]): Note {
    const swapped = swap === undefined ? undefined : swapReferences(composer, swap, found)
    return swapped ?? addReferences(composer, found)
  }
}

/** Adds references at the end. A note says how many, and that they are not uploaded. */
function addReferences(composer: Composer, found: readonly NewReference[]): Note {
  const { references, prompt } = composer.draft()
  const left = composer.add(found)
  const after = composer.draft()
  const added = after.references.slice(references.length)
  if (added.length === 0) {
    return { sentence: left > 0 ? words.notAdded(left) : givenWords.alreadyThere }
  }
  const isKnown = added.every(({ gateway }) => gateway !== undefined)
  const sentence = (isKnown ? words : givenWords).added(added.length)
  return {
    sentence: left > 0 ? `${sentence} ${words.notAdded(left)}` : sentence,
    after,
    undo: () => composer.change({ references, prompt }),
  }
}

/**
 * The addresses of pictures in dragged HTML. The parsed document loads and runs nothing. Relative
 * addresses are left out, because their page is unknown.
 */
function picturesIn(html: string): string[] {
  const page = new DOMParser().parseFromString(html.slice(0, MOST_HTML), 'text/html')
  const addresses = [...page.querySelectorAll('img[src]')].map((image) =>
    (image.getAttribute('src') ?? '').trim(),
  )
  return addresses.filter((address) => readAddresses(address)?.length === 1)
}

function lackOf(addresses: readonly string[]): string {
  if (addresses.some((address) => /^blob:/i.test(address))) return givenWords.blob
  if (addresses.some((address) => !/^https?:/i.test(address))) return givenWords.onlyWeb
  return givenWords.nothing
}
