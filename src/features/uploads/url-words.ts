import { plural } from '../../core/text/format.ts'

/** The words that every bar of the list shares. */
export const words = { copied: (count: number) => `${plural(count, 'URL')} copied` }
