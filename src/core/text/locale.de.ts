/** German of all countries, with their common numbers and dates. */
export const LOCALE = 'de'
