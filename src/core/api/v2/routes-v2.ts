import type { Route } from '../route.ts'

/** Filters and paging of the list of files. */
const LIST_QUERY = ['kind', 'q', 'tool', 'model', 'from', 'to', 'limit', 'cursor']

/** The calls of version 2 that Refdrop knows. */
export const ROUTES_2 = {
  send: { method: 'POST', path: '/v2/files' },
  ask: { method: 'GET', path: '/v2/files/check', query: ['hash'] },
  list: { method: 'GET', path: '/v2/files', query: LIST_QUERY },
  file: { method: 'GET', path: '/v2/files/{id}' },
  remove: { method: 'DELETE', path: '/v2/files/{id}' },
  import: { method: 'POST', path: '/v2/files/import' },
  probe: { method: 'POST', path: '/v2/files/probe' },
  me: { method: 'GET', path: '/v2/me' },
  balance: { method: 'GET', path: '/v2/billing/balance' },
  estimate: { method: 'POST', path: '/v2/estimate' },
  image: { method: 'POST', path: '/v2/image' },
  video: { method: 'POST', path: '/v2/video' },
  transcription: { method: 'POST', path: '/v2/transcription' },
  job: { method: 'GET', path: '/v2/jobs/{id}' },
} as const satisfies Record<string, Route>
