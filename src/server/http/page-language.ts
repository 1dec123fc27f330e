import Negotiator from 'negotiator'
import {
  isLanguage,
  LANGUAGE_CODES,
  LANGUAGE_COOKIE,
  type Language,
} from '../../core/text/languages.ts'

/** The language of the page by the cookie {@link LANGUAGE_COOKIE}, else by what the browser prefers. */
export function languageFor(headers: Negotiator.Headers): Language {
  const cookie = String(headers.cookie ?? '')
  const chosen = new RegExp(`(?:^|; ?)${LANGUAGE_COOKIE}=(\\w+)`).exec(cookie)?.[1]
  if (isLanguage(chosen)) return chosen
  const preferred = new Negotiator({ headers }).language([...LANGUAGE_CODES])
  return isLanguage(preferred) ? preferred : 'en'
}
