import type { ServerCause } from '../../core/api/server-cause.ts'

/** Headers of every data response. They keep a browser from rendering it as a document. */
export const DATA_HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; sandbox",
  'X-Content-Type-Options': 'nosniff',
} as const

export const JSON_HEADERS = { 'Content-Type': 'application/json; charset=utf-8' } as const

/** The cause of rejecting foreign pages, and programs where only the page may ask. */
export const FOREIGN_PAGE = { reason: 'foreign-page', facts: {} } as const satisfies ServerCause
