/** The language of the page. It decides how numbers, dates, plurals and lists are written. */
export const LOCALE = 'en-GB'
