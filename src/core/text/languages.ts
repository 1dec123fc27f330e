/** The languages of the page and their native names. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const

export type Language = keyof typeof LANGUAGES

export const LANGUAGE_CODES = Object.keys(LANGUAGES).filter(isLanguage)

/** Name of the cookie with the chosen language. The fallback is the browser's language. */
export const LANGUAGE_COOKIE = 'refdrop-language'

export function isLanguage(text: string | undefined): text is Language {
  return text !== undefined && Object.hasOwn(LANGUAGES, text)
}

/**
 * The first language of a list that the page supports. The fallback is English.
 *
 * @param tags such as `de-AT`, the preferred one first
 */
export function findLanguage(tags: readonly string[]): Language {
  return tags.map((tag) => tag.split('-')[0]).find(isLanguage) ?? 'en'
}

/** The part of a file name that tells the language: `.de` in `index.de.html`. Empty for English. */
export function languageSuffix(language: Language): string {
  return language === 'en' ? '' : `.${language}`
}

/** The script of the service worker, beside the page. */
export const offlineScript = (language: Language) => `sw${languageSuffix(language)}.js`
