// @ts-check

/**
 * Writes the headers that a running Refdrop sends with its scripts and styles, so that a web server
 * sends the same ones: `node write-headers.mjs nginx http://127.0.0.1:4173/`, or `caddy`.
 */

/** They belong to one file or one connection. */
const OF_FILE = /^(connection|content-(encoding|length|type)|date|etag|keep-alive|last-modified)$/

/** @type {Record<string, (name: string, value: string) => string>} */
const LINES = {
  nginx: (name, value) => `add_header ${name} "${value}" always;\n`,
  // Deferred, so that it replaces what the file server sets.
  caddy: (name, value) => `header {\n\tdefer\n\t${name} "${value}"\n}\n`,
}

const [, , kind = '', address = ''] = process.argv
try {
  process.stdout.write(await describe(kind, address))
} catch (caught) {
  process.stderr.write(`${caught instanceof Error ? caught.message : caught}\n`)
  process.exitCode = 1
}

/**
 * @param {string} kind
 * @param {string} address
 */
async function describe(kind, address) {
  const line = LINES[kind]
  if (!line || !URL.canParse(address)) {
    throw new Error('Usage: node write-headers.mjs nginx|caddy http://127.0.0.1:4173/')
  }
  const page = await (await fetch(address)).text()
  const [, path] = /="([^"]*assets\/[^"]*)"/.exec(page) ?? []
  if (path === undefined) throw new Error(`There is no page of Refdrop at ${address}`)
  const { ok, headers } = await fetch(new URL(path, address), { method: 'HEAD' })
  if (!ok) throw new Error(`There is no file at ${path}`)
  return Array.from(headers, ([name, value]) => {
    if (OF_FILE.test(name)) return ''
    // Quotes end a value, and the others begin a variable.
    if (/["\\${}]/.test(value)) throw new Error(`${name} cannot be written: ${value}`)
    return line(name, value)
  }).join('')
}
