import { ROUTES_1 } from '../api/v1/routes-v1.ts'
import { ROUTES_2 } from '../api/v2/routes-v2.ts'
import type { RequestFacts } from './exchange.ts'
import { words } from './words.ts'

const NAMED: readonly (readonly [string, { method: string; path: string }])[] = [
  ...Object.entries(ROUTES_1),
  ...Object.entries(ROUTES_2),
]

/** What a call of the gateway asks for: `List files`. Undefined for other calls. */
export function callName({
  method,
  url,
}: Pick<RequestFacts, 'method' | 'url'>): string | undefined {
  const [target = ''] = /\/v\d\/[^?]*/.exec(url) ?? []
  // Literal paths come before paths whose `{id}` would match them.
  const [id] =
    NAMED.find(
      ([, route]) =>
        route.method === method &&
        new RegExp(`^${route.path.replace('{id}', '[^/]+')}$`).test(target),
    ) ?? []
  return words.call[id as keyof typeof words.call]
}
