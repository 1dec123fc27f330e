/** The parts of a URL. Joined, they are the whole URL. */
export interface UrlParts {
  /** "https://" */
  scheme: string
  /** "s3.varg.ai/" */
  host: string
  /** The folders, each with its slash. */
  folders: string
  /** Beginning of the file name. */
  start: string
  /** The part of the file name that need not be shown. */
  rest: string
  /** ".jpg", with what follows it. */
  end: string
}

/** Characters of the file name that are shown: enough to tell two content hashes apart. */
const SHOWN = 10

/** A longer end is no extension. */
const LONGEST_END = 12

export function splitUrl(url: string): UrlParts {
  const [, scheme = '', host = '', path = ''] = /^([a-z]+:\/\/)([^/]*\/?)(.*)$/is.exec(url) ?? []
  if (scheme === '') return { scheme, host, folders: '', start: url, rest: '', end: '' }
  const tail = /[?#]/.exec(path)?.index ?? path.length
  const slash = path.lastIndexOf('/', tail) + 1
  const name = path.slice(slash)
  const dot = name.slice(0, tail - slash).lastIndexOf('.')
  const cut = dot > 0 && name.length - dot <= LONGEST_END ? dot : name.length
  // A cut that saves fewer characters than its dots is worth nothing.
  const isLong = cut > SHOWN + 2
  return {
    scheme,
    host,
    folders: path.slice(0, slash),
    start: name.slice(0, isLong ? SHOWN : cut),
    rest: isLong ? name.slice(SHOWN, cut) : '',
    end: name.slice(cut),
  }
}
