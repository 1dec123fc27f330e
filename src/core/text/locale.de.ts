/** German without a region, for the common formats of numbers and dates. */
export const LOCALE = 'de'
