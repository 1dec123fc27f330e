import { type ClipboardEvent, useState } from 'react'
import { type KnownUrls, parseWebUrl } from '../../core/api/gateway-url.ts'
import type { HistoryEntry } from '../../core/history/history.ts'
import { matchPasted, readPasted } from '../../core/request/paste/pasted-references.ts'
import { plural } from '../../core/text/format.ts'
import { useAnnounce } from '../../ui/LiveRegions.tsx'
import { useRequest } from './request-context.ts'

/**
 * Takes the files of pasted code into the tray.
 *
 * @param act changes the draft in a way that can be taken back
 */
export function usePasted(act: (change: () => void) => void) {
  const { composer, entries } = useRequest()
  const { politely } = useAnnounce()
  const [isInVain, setInVain] = useState(false)

  /** False where there is no URL of the gateway in the text. */
  function take(text: string): boolean {
    const references = matchPasted(readPasted(text, knownUrlsOf(entries)), entries)
    setInVain(false)
    if (references.length === 0) return false
    act(() => composer.replace(references))
    politely(describePasted(references.length))
    return true
  }

  return {
    take,

    /** What was pasted last, and not into a field, held no URL. */
    isInVain,

    /** For the composer as a whole. What holds files is left to the page, what holds no URL to the field. */
    onPaste(event: ClipboardEvent): void {
      const { clipboardData, target } = event
      const text = clipboardData.getData('text/plain')
      const isPrompt = target instanceof HTMLTextAreaElement
      const isField = isPrompt || target instanceof HTMLInputElement
      // Spreadsheets copy a picture of the text beside it.
      if (clipboardData.files.length > 0 && !(isField && text !== '')) return
      if (isField && !isCode(text) && !(isPrompt && isUrlsAlone(text))) return
      if (take(text)) event.preventDefault()
      else if (text !== '' && !isField) {
        setInVain(true)
        politely(IN_VAIN)
      }
    },
  }
}

export const IN_VAIN = 'There is no URL of a file at the gateway in what you pasted.'

export function describePasted(count: number): string {
  return `${plural(count, 'reference')} taken from what you pasted.`
}

/** Code that holds URLs, as nobody would write it into a field: not a URL within a sentence. */
function isCode(text: string): boolean {
  return /["'`,;\t]https?:|\]\(https?:|^\s*(?:\$ )?curl\s/m.test(text)
}

function isUrlsAlone(text: string): boolean {
  return text.replace(/https?:\/\/\S+/g, '').trim() === ''
}

function knownUrlsOf(entries: readonly HistoryEntry[]): KnownUrls {
  const urls = new Set(entries.map(({ result }) => result.url))
  const hosts = new Set<string>()
  for (const url of urls) {
    const host = parseWebUrl(url)?.host
    if (host !== undefined) hosts.add(host)
  }
  return { has: (url) => urls.has(url), hosts }
}
