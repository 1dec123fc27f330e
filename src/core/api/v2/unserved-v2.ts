import type { Route } from '../route.ts'

/** Calls of version 2 that Refdrop never makes. */
export const UNSERVED_2: readonly Route[] = [
  { method: 'POST', path: '/v2/speech' },
  { method: 'POST', path: '/v2/music' },
  { method: 'POST', path: '/v2/ffmpeg' },
  { method: 'POST', path: '/v2/render' },
  { method: 'POST', path: '/v2/video/analyze' },
  { method: 'GET', path: '/v2/jobs/{id}/price' },
  { method: 'POST', path: '/v2/lineage' },
  { method: 'GET', path: '/v2/pricing' },
  { method: 'GET', path: '/v2/models' },
  { method: 'GET', path: '/v2/presets' },
  { method: 'GET', path: '/v2/tools' },
  { method: 'GET', path: '/v2/tools/{id}' },
  { method: 'POST', path: '/v2/tools/{id}/call' },
  { method: 'GET', path: '/v2/files/{id}/feedback' },
  { method: 'POST', path: '/v2/files/{id}/feedback' },
  { method: 'DELETE', path: '/v2/files/{id}/feedback' },
  { method: 'GET', path: '/v2/workspaces' },
  { method: 'POST', path: '/v2/workspaces' },
  { method: 'GET', path: '/v2/workspaces/{id}' },
  { method: 'GET', path: '/v2/workspaces/{id}/files' },
  { method: 'POST', path: '/v2/workspaces/{id}/files' },
]
