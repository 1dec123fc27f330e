import { sitePathOf } from '../core/api/site-path.ts'
import { isLanguage, LANGUAGE_COOKIE, type Language } from '../core/text/languages.ts'

export type LanguageChoice = Language | 'automatic'

/** Seconds, a year. */
const LIFETIME = 31_536_000

/** The language that a person chose on this device, or `automatic`. */
export function readLanguageChoice(): LanguageChoice {
  const chosen = document.cookie
    .split('; ')
    .find((cookie) => cookie.startsWith(`${LANGUAGE_COOKIE}=`))
    ?.slice(LANGUAGE_COOKIE.length + 1)
  return isLanguage(chosen) ? chosen : 'automatic'
}

/**
 * Stores the choice in a cookie, because the server decides which page it sends. It applies when the
 * page is loaded the next time.
 */
export function storeLanguageChoice(choice: LanguageChoice): void {
  const lifetime = choice === 'automatic' ? 0 : LIFETIME
  const path = `${sitePathOf(document.baseURI)}/`
  // biome-ignore lint/suspicious/noDocumentCookie: an insecure origin has no Cookie Store API.
  document.cookie = `${LANGUAGE_COOKIE}=${choice}; Path=${path}; Max-Age=${lifetime}; SameSite=Lax`
}
