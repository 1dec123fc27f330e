import type { Route } from '../route.ts'

/** Calls about jobs that Refdrop never makes, and that its sandbox has. */
export const JOB_ROUTES_2 = {
  list: { method: 'GET', path: '/v2/jobs' },
  status: { method: 'GET', path: '/v2/jobs/{id}/status' },
  refresh: { method: 'POST', path: '/v2/jobs/{id}/refresh' },
  cancel: { method: 'POST', path: '/v2/jobs/{id}/cancel' },
  retry: { method: 'POST', path: '/v2/jobs/{id}/retry' },
} as const satisfies Record<string, Route>
