import ipaddr from 'ipaddr.js'

interface Host {
  /** Name or address without brackets. */
  hostname: string
  port: number
}

/** Whether a host is this machine, by its name or address alone. */
export function isLoopback(hostname: string): boolean {
  const address = parseAddress(hostname)
  if (address !== undefined) return ['loopback', 'unspecified'].includes(address.range())
  return /(^|\.)localhost$/.test(normalName(hostname))
}

/**
 * Whether `NO_PROXY` lists a host. Its entries, between commas or spaces, are `*`, names (with all
 * names below them), names after a dot or `*.` (only names below), addresses and networks such as
 * `10.0.0.0/8`. All but networks may end in a port.
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

/** `[::1]:80`, `::1`, `example.com:80` and `example.com`. */
function splitPort(entry: string): { host: string; port: string | undefined } {
  const match = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(entry)
  return match
    ? { host: match[1] ?? match[2] ?? '', port: match[3] }
    : { host: entry, port: undefined }
}

function normalName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '')
}

/** Undefined for a name. A mapped IPv4 address is an IPv4 address. */
function parseAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const isAddress = ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text)
  return isAddress ? ipaddr.process(text) : undefined
}
