import type { Route } from '../route.ts'

/** The calls of version 1 that Refdrop knows. */
export const ROUTES_1 = {
  send: { method: 'POST', path: '/v1/files' },
  balance: { method: 'GET', path: '/v1/balance' },
  me: { method: 'GET', path: '/v1/me' },
  image: { method: 'POST', path: '/v1/image' },
  video: { method: 'POST', path: '/v1/video' },
  transcription: { method: 'POST', path: '/v1/transcription' },
  job: { method: 'GET', path: '/v1/jobs/{id}' },
} as const satisfies Record<string, Route>
