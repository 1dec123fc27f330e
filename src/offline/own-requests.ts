/** `page`: the page itself. `hashed`: a file whose name has its hash. `plain`: any other file. */
export type OwnRequest = 'page' | 'hashed' | 'plain'

/** The part of a request that is used here. */
type Asked = Pick<Request, 'method' | 'mode' | 'url'> & { headers: Pick<Headers, 'has'> }

/**
 * The kind of a request, if it is for the page or a file of its build. Undefined for API calls,
 * uploads, ranges and other origins, which the worker ignores.
 *
 * @param scope URL of the folder of the page, with a slash at its end
 * @param files URLs of the files of the build
 */
export function findOwnRequest(
  { method, mode, url, headers }: Asked,
  scope: string,
  files: { has: (url: string) => boolean },
): OwnRequest | undefined {
  if (method !== 'GET' || headers.has('Range') || !url.startsWith(scope)) return undefined
  const path = url.slice(scope.length)
  if (mode === 'navigate') return /^([?#]|$)/.test(path) ? 'page' : undefined
  // A fetch of the page itself looks for a newer build, so it must reach the server.
  if (path === '' || !files.has(url)) return undefined
  return isHashed(path) ? 'hashed' : 'plain'
}

/** Whether the content of a file never changes, because its name has its hash. */
export const isHashed = (path: string) => path.startsWith('assets/')
