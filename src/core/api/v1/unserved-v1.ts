import type { Route } from '../route.ts'

/** Calls of version 1 that cost money or read an account, and that Refdrop never makes. */
export const UNSERVED_1: readonly Route[] = [
  { method: 'GET', path: '/v1/voices' },
  { method: 'GET', path: '/v1/usage' },
  { method: 'POST', path: '/v1/speech' },
  { method: 'POST', path: '/v1/music' },
  { method: 'POST', path: '/v1/ffmpeg' },
  { method: 'POST', path: '/v1/ffmpeg/trim' },
  { method: 'POST', path: '/v1/ffmpeg/resize' },
  { method: 'POST', path: '/v1/ffmpeg/slice' },
  { method: 'POST', path: '/v1/ffmpeg/probe' },
]
