import type { Route } from '../route.ts'

/** Job calls that the sandbox supports but Refdrop never makes. */
export const JOB_ROUTES_2 = {
  list: { method: 'GET', path: '/v2/jobs' },
  status: { method: 'GET', path: '/v2/jobs/{id}/status' },
  refresh: { method: 'POST', path: '/v2/jobs/{id}/refresh' },
  cancel: { method: 'POST', path: '/v2/jobs/{id}/cancel' },
  retry: { method: 'POST', path: '/v2/jobs/{id}/retry' },
} as const satisfies Record<string, Route>
