import { isFileUrl } from '../../core/api/gateway-url.ts'
import { MAX_IMPORTS } from '../../core/intake/url-imports.ts'
import type { NewReference } from '../../core/request/composer.ts'
import { isEmptyDraft } from '../../core/request/draft.ts'
import type { Given } from '../../core/request/given.ts'
import { listLinks, readAddresses } from '../../core/request/given-addresses.ts'
import { matchPasted } from '../../core/request/paste/pasted-references.ts'
import { listPictures } from '../../core/text/html-pictures.ts'
import { isFullWebUrl } from '../../core/text/url-link.ts'
import { words as addedWords } from './added-words.ts'
import { readDataPicture } from './data-picture.ts'
import { words as givenWords } from './given-words.ts'
import type { Note } from './note.ts'
import { listForeign, readReferences } from './read-references.ts'
import type { RequestActions } from './request-context.ts'
import { swapReferences } from './swap-references.ts'

/** The result of a drop or a paste outside of the request. */
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

type ReceiverPorts = Pick<RequestActions, 'composer' | 'entries' | 'target' | 'importUrls'>

/**
 * Adds what was dropped or pasted to the request: links and pictures by their URL, and media in
 * text. An empty request takes a pasted request as a whole. URLs outside of gateways that are not
 * part of code are also imported.
 *
 * @param swap id of the reference that the first one replaces
 */
export function receive(given: Given, swap: string | undefined, ports: ReceiverPorts): Received {
  const { composer, entries, target, importUrls } = ports
  const own = [target.api, location.origin]
  const text = given['text/plain']
  const pictures = picturesIn(given['text/html'])
  const links = listLinks(given)
  // A dragged picture takes precedence over the link around it.
  const addresses = links.length > 0 ? (pictures[0] ? [pictures[0]] : links) : readAddresses(text)
  if (addresses) return receiveAddresses(addresses)

  const former = composer.draft()
  const { references, change } = readReferences(text, entries, former, own)
  const isWhole = change?.kind !== undefined && change.models?.[change.kind] && isEmptyDraft(former)
  if (isWhole && swap === undefined) {
    composer.replace(references, change)
    const [sentence, after] = [addedWords.pasted(references.length, false), composer.draft()]
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
    if (urls.length === 0) return files.length > 0 ? { files } : { files, lack: lackOf(all) }
    const found = matchPasted(
      urls.map((url) => ({ url })),
      entries,
    )
    const foreign = listForeign(found, own)
    if (foreign.length === 0) return { files, note: add(found) }
    const areForeign = foreign.length === found.length
    const { sentence, undo, ...note } = add(
      found,
      areForeign ? givenWords.importing : addedWords.added,
    )
    const imported = [...new Set(foreign)]
    const stop = importUrls(imported.slice(0, MAX_IMPORTS))
    const limit = imported.length > MAX_IMPORTS ? ` ${givenWords.importLimit(MAX_IMPORTS)}` : ''
    const undoBoth = () => {
      undo?.()
      stop()
    }
    return { files, note: { ...note, sentence: sentence + limit, undo: undo && undoBoth } }
  }

  function add(found: readonly NewReference[], say = givenWords.added): Note {
    const swapped = swap === undefined ? undefined : swapReferences(composer, swap, found)
    return swapped ?? addReferences(composer, found, say)
  }
}

/**
 * Adds references at the end. A note says how many.
 *
 * @param say writes the note when a reference is not on a gateway
 */
function addReferences(
  composer: ReceiverPorts['composer'],
  found: readonly NewReference[],
  say: (count: number) => string,
): Note {
  const { references, prompt } = composer.draft()
  const left = composer.add(found)
  const after = composer.draft()
  const added = after.references.slice(references.length)
  if (added.length === 0) {
    return { sentence: left > 0 ? addedWords.notAdded(left) : givenWords.alreadyThere }
  }
  const isKnown = added.every(({ gateway }) => gateway !== undefined)
  const sentence = (isKnown ? addedWords.added : say)(added.length)
  return {
    sentence: left > 0 ? `${sentence} ${addedWords.notAdded(left)}` : sentence,
    after,
    undo: () => composer.change({ references, prompt }),
  }
}

/** The addresses of pictures in dragged HTML. Without relative ones, because their page is unknown. */
function picturesIn(html: string): string[] {
  const addresses = listPictures(html.slice(0, MOST_HTML)).map((address) => address.trim())
  return addresses.filter((address) => readAddresses(address)?.length === 1)
}

function lackOf(addresses: readonly string[]): string {
  if (addresses.some((address) => /^blob:/i.test(address))) return givenWords.blob
  if (addresses.some((address) => !/^https?:/i.test(address))) return givenWords.onlyWeb
  return givenWords.nothing
}
