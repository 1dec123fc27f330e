/** Names of this machine or network: RFC 6761, RFC 6762, RFC 8375 and ICANN's `internal`. */
const PRIVATE_NAME = /(^|\.)(localhost|local|internal|home\.arpa)$/

/** First numbers of private addresses in IANA's registry for IPv4. */
const PRIVATE_ADDRESS =
  /^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./

/** Loopback, unspecified, unique local and link-local addresses in IANA's registry for IPv6. */
const PRIVATE_ADDRESS_6 = /^\[(::1?|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*)\]$/

/**
 * Whether the host of the URL is this machine or in a private network. Makes no DNS request.
 * Returns false when the text is not a URL.
 */
export function isPrivateUrl(url: string): boolean {
  if (!URL.canParse(url)) return false
  const host = new URL(url).hostname.replace(/\.$/, '')
  if (host.startsWith('[')) return PRIVATE_ADDRESS_6.test(host) || isPrivateMapped(host)
  if (/^[\d.]+$/.test(host)) return PRIVATE_ADDRESS.test(host)
  return host !== '' && (!host.includes('.') || PRIVATE_NAME.test(host))
}

/** `[::ffff:7f00:1]` is 127.0.0.1. */
function isPrivateMapped(host: string): boolean {
  const match = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(host)
  if (!match) return false
  const numbers = [match[1], match[2]].flatMap((part) => {
    const both = Number.parseInt(part ?? '', 16)
    return [both >> 8, both & 255]
  })
  return PRIVATE_ADDRESS.test(numbers.join('.'))
}
