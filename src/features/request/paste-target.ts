/** Where a text is pasted. */
export type PasteTarget = 'prompt' | 'field' | 'pane'

export function pasteTargetOf(target: EventTarget): PasteTarget {
  if (target instanceof HTMLTextAreaElement) return 'prompt'
  return target instanceof HTMLInputElement ? 'field' : 'pane'
}

/**
 * Whether references are read from a pasted text. Fields keep text that may be meant for them.
 *
 * @param hasFiles whether the paste has files, which are left to the page. Fields ignore them,
 *   because spreadsheets copy a picture with the text.
 */
export function isForTray(text: string, target: PasteTarget, hasFiles: boolean): boolean {
  if (text === '') return false
  if (target === 'pane') return !hasFiles
  return isCode(text) || (target === 'prompt' && isUrlsAlone(text))
}

/** Code that holds URLs, unlike a URL within a sentence. */
function isCode(text: string): boolean {
  return /["'`,;\t]https?:|\]\(https?:|^\s*(?:\$ )?curl\s/m.test(text)
}

function isUrlsAlone(text: string): boolean {
  return text.replace(/https?:\/\/\S+/g, '').trim() === ''
}
