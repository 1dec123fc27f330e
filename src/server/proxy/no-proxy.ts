import ipaddr from 'ipaddr.js'

interface Host {
  /** Name or address without brackets. */
  hostname: string
  port: number
}

/** Whether a name or address is loopback. Does not resolve names. */
export function isLoopback(hostname: string): boolean {
  const address = parseAddress(hostname)
  if (address !== undefined) return ['loopback', 'unspecified'].includes(address.range())
  return /(^|\.)localhost$/.test(normalName(hostname))
}

/**
 * Whether `NO_PROXY` lists a host. Commas or spaces separate its entries:
 *
 * - `*` matches every host.
 * - A name matches itself and its subdomains. With a leading `.` or `*.`, only its subdomains.
 * - An address or a network such as `10.0.0.0/8` matches addresses.
 *
 * All entries except networks may end in a port.
 */
export function isExempt({ hostname, port }: Host, noProxy: string): boolean {
  const address = parseAddress(hostname)
  const name = normalName(hostname)
  return noProxy.split(/[,\s]+/).some((entry) => {
    if (entry === '*') return true
    if (address !== undefined && ipaddr.isValidCIDR(entry)) {
      const [network, bits] = ipaddr.parseCIDR(entry)
      return network.kind() === address.kind() && address.match(network, bits)
    }
    const { host, port: onlyAt } = splitPort(entry)
    if (host === '' || (onlyAt !== undefined && Number(onlyAt) !== port)) return false
    const listed = parseAddress(host)
    if (address !== undefined) return listed?.toString() === address.toString()
    if (listed !== undefined) return false
    const wanted = normalName(host.replace(/^\*/, ''))
    return wanted.startsWith('.')
      ? name.endsWith(wanted)
      : name === wanted || name.endsWith(`.${wanted}`)
  })
}

/** Reads `[::1]:80`, `::1`, `example.com:80` and `example.com`. */
function splitPort(entry: string): { host: string; port: string | undefined } {
  const match = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(entry)
  return match
    ? { host: match[1] ?? match[2] ?? '', port: match[3] }
    : { host: entry, port: undefined }
}

function normalName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '')
}

/** Returns undefined for a name. Converts a mapped IPv4 address to IPv4. */
function parseAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const isAddress = ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text)
  return isAddress ? ipaddr.process(text) : undefined
}
