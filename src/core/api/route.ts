/** The method and path of one call of the gateway. */
export interface Route {
  method: 'GET' | 'POST' | 'DELETE'
  /** Below the gateway's base URL. `{id}` stands for one part that a caller gives. */
  path: string
  /** Names that the query may have. A call without them has no query. */
  query?: readonly string[]
}

/** Parts of a URL that a caller gives. Undefined members of the query are left out. */
export interface RouteParts {
  id?: string | undefined
  query?: Readonly<Record<string, string | number | undefined>> | undefined
}

/** The path and query of a call, below the gateway's base URL. */
export function pathTo({ path }: Route, { id = '', query = {} }: RouteParts = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) search.set(name, String(value))
  }
  // Colons are valid in a query, and an unescaped hash is easier to read and to search.
  const text = search.toString().replaceAll('%3A', ':')
  return path.replace('{id}', () => encodeURIComponent(id)) + (text && `?${text}`)
}

/**
 * The route of a request. Undefined when no route has its method, path and query names.
 *
 * @param target path and query below the gateway's base URL, as they were requested
 */
export function findRoute(
  routes: readonly Route[],
  method: string,
  target: string,
): Route | undefined {
  const [path = '', ...search] = target.split('?')
  const names = [...new URLSearchParams(search.join('?')).keys()]
  const fits = (route: Route) =>
    route.method === method &&
    (search.length === 0 || route.query !== undefined) &&
    names.every((name) => route.query?.includes(name))
  // `/v2/files/check` takes precedence over `/v2/files/{id}`.
  return (
    routes.find((route) => route.path === path && fits(route)) ??
    routes.find((route) => idIn(route, path) !== undefined && fits(route))
  )
}

/**
 * The id in a path of the route, decoded. Undefined when the path is another one, or when the id is
 * empty or could change the path: a slash, a backslash, `.` or `..`, also encoded.
 */
export function idIn({ path }: Route, target: string): string | undefined {
  const [before = '', after] = path.split('{id}')
  if (after === undefined || !target.startsWith(before) || !target.endsWith(after)) return undefined
  const encoded = target.slice(before.length, target.length - after.length)
  try {
    const id = decodeURIComponent(encoded)
    return id === '' || /^\.{1,2}$|[/\\\p{Cc}]/u.test(id) || /[/?#]/.test(encoded) ? undefined : id
  } catch {
    return undefined
  }
}
