import type { Route } from './route.ts'
import { ROUTES_1 } from './v1/routes-v1.ts'
import { ROUTES_2 } from './v2/routes-v2.ts'

/** The uploads of all versions. */
export const SEND_ROUTES: readonly Route[] = [ROUTES_1.send, ROUTES_2.send]

/** The calls that the page makes through the proxy. It passes on nothing else. */
export const PROXIED_ROUTES: readonly Route[] = [
  ...SEND_ROUTES,
  ROUTES_1.balance,
  ROUTES_1.me,
  ROUTES_2.balance,
  ROUTES_2.me,
  ROUTES_2.ask,
  ROUTES_2.list,
  ROUTES_2.file,
  ROUTES_2.remove,
  ROUTES_2.import,
  ROUTES_2.estimate,
  ROUTES_2.job,
]
