import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runScript } from '../testing/deploy-script.ts'
import { serveUpstream } from '../testing/http-server.ts'
import { makeFolder } from '../testing/sandbox-server.ts'
import { serveApp } from '../testing/served-app.ts'
import { takeFreePort } from '../testing/start-process.ts'

/** Serves a page below a path of its host, or at its root. */
async function serveBelow(base: string) {
  const { origin, dataFolder } = await serveApp({ access: { base } })
  const page = join(dataFolder, '../dist/index.html')
  await writeFile(page, '<script src="./assets/small.js"></script>')
  return origin + base
}

/** A file with earlier headers. */
async function makeFile() {
  const folder = await makeFolder()
  const file = join(folder, 'headers')
  await writeFile(file, 'earlier')
  return { folder, file }
}

test.each([
  ['the root', '', '/'],
  ['the root without a slash', '', ''],
  ['a path', '/refdrop', '/'],
  ['a path without a slash', '/refdrop', ''],
])('write-headers replaces the file when the page is at %s', async (_, base, slash) => {
  const { folder, file } = await makeFile()
  await runScript('write-headers.mjs', 'nginx', (await serveBelow(base)) + slash, file)
  const text = await readFile(file, 'utf8')
  expect(text).toMatch(/^add_header content-security-policy ".*default-src 'none'.*" always;$/m)
  expect(text).toMatch(/^add_header cache-control ".*immutable" always;$/m)
  expect(await readdir(folder)).toEqual(['headers'])
})

test.each([
  [[], /^Usage: /],
  [['nginx'], /^Usage: /],
  [['nginx', 'http://127.0.0.1:9/'], /^Usage: /],
  [['apache', 'http://127.0.0.1:9/', 'headers'], /^Usage: /],
])('write-headers says how it is used when its arguments are %o', async (args, sentence) => {
  await expect(runScript('write-headers.mjs', ...args)).rejects.toThrow(sentence)
})

const serveText = (text: string, status = 200) =>
  serveUpstream(({ url }, response) => {
    response.writeHead(url === '/' ? 200 : status, { 'X-Odd': '$a' }).end(text)
  })

test.each<[string, () => Promise<string>, RegExp]>([
  ['is not Refdrop', () => serveText('<p>Hello'), /^There is no page of Refdrop at /],
  ['has no such file', () => serveText('src="assets/a.js"', 404), /^There is no file at assets/],
  ['sends odd headers', () => serveText('src="assets/a.js"'), /^x-odd cannot be written: /],
  [
    'does not run',
    async () => `http://127.0.0.1:${await takeFreePort()}`,
    /^Refdrop does not respond at \S+ \(ECONNREFUSED\)/,
  ],
])('write-headers leaves the file as it is when the server %s', async (_, serve, sentence) => {
  const { folder, file } = await makeFile()
  const run = runScript('write-headers.mjs', 'nginx', `${await serve()}/`, file)
  await expect(run).rejects.toThrow(sentence)
  expect(await readFile(file, 'utf8')).toBe('earlier')
  expect(await readdir(folder)).toEqual(['headers'])
})

test('write-headers leaves no part of a file that cannot be replaced', async () => {
  const { folder, file } = await makeFile()
  await mkdir(join(folder, 'taken'))
  const run = runScript('write-headers.mjs', 'nginx', await serveBelow(''), join(folder, 'taken'))
  await expect(run).rejects.toThrow(/EISDIR/)
  expect(await readdir(folder)).toEqual(['headers', 'taken'])
  expect(await readFile(file, 'utf8')).toBe('earlier')
})
