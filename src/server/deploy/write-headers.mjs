// @ts-check
import { rename, rm, writeFile } from 'node:fs/promises'

/**
 * Writes the headers that a running Refdrop sends with its scripts and styles to a file, so that a
 * web server sends the same ones: `node write-headers.mjs nginx http://127.0.0.1:4173/ FILE`, or
 * `caddy`. A failure leaves the file as it is.
 */

/** Headers that belong to one file or one connection. */
const OF_FILE = /^(connection|content-(encoding|length|type)|date|etag|keep-alive|last-modified)$/

/** @type {Record<string, (name: string, value: string) => string>} */
const LINES = {
  nginx: (name, value) => `add_header ${name} "${value}" always;\n`,
  // Deferred, so that it replaces what the file server sets.
  caddy: (name, value) => `header {\n\tdefer\n\t${name} "${value}"\n}\n`,
}

const [, , kind = '', address = '', file = ''] = process.argv
try {
  const line = LINES[kind]
  if (!line || !URL.canParse(address) || file === '') {
    throw new Error('Usage: node write-headers.mjs nginx|caddy http://127.0.0.1:4173/ FILE')
  }
  await writeWhole(file, await describe(line, address))
} catch (caught) {
  process.stderr.write(`${caught instanceof Error ? caught.message : caught}\n`)
  process.exitCode = 1
}

/**
 * @param {(name: string, value: string) => string} line
 * @param {string} address
 */
async function describe(line, address) {
  const response = await fetch(address).catch(({ cause }) => {
    throw new Error(`Refdrop does not respond at ${address} (${cause?.code})`)
  })
  const [, path] = /="([^"]*assets\/[^"]*)"/.exec(await response.text()) ?? []
  if (path === undefined) throw new Error(`There is no page of Refdrop at ${address}`)
  // A page below a path redirects to its address with a slash.
  const { ok, headers } = await fetch(new URL(path, response.url), { method: 'HEAD' })
  if (!ok) throw new Error(`There is no file at ${path}`)
  return Array.from(headers, ([name, value]) => {
    if (OF_FILE.test(name)) return ''
    // Quotes end a value, and the others begin a variable.
    if (/["\\${}]/.test(value)) throw new Error(`${name} cannot be written: ${value}`)
    return line(name, value)
  }).join('')
}

/**
 * Replaces the file at once, so that a web server never reads a part of it.
 *
 * @param {string} file
 * @param {string} text
 */
async function writeWhole(file, text) {
  const part = `${file}.${process.pid}.part`
  try {
    await writeFile(part, text)
    await rename(part, file)
  } catch (caught) {
    await rm(part, { force: true })
    throw caught
  }
}
