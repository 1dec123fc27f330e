import { readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { ROUTES_1 } from '../../core/api/v1/routes-v1.ts'
import { ROUTES_2 } from '../../core/api/v2/routes-v2.ts'
import { ask, type TestResponse } from '../testing/http-client.ts'
import { hashOf, makeFolder, newGif, newKey, serveSandbox } from '../testing/sandbox-server.ts'

/** A sandbox, and the calls of one account. */
class Account {
  readonly key = newKey()
  readonly base: string

  constructor(base: string) {
    this.base = base
  }

  call(target: string, method = 'GET', body?: Uint8Array, headers: Record<string, string> = {}) {
    return ask(this.base + target, {
      method,
      headers: { Authorization: `Bearer ${this.key}`, ...headers },
      ...(body && { body }),
    })
  }

  send(body: Uint8Array, headers: Record<string, string> = {}, path: string = ROUTES_2.send.path) {
    return this.call(path, 'POST', body, headers)
  }

  list(query = '') {
    return this.call(ROUTES_2.list.path + query)
  }

  remove(id: unknown) {
    return this.call(`/v2/files/${id}`, 'DELETE')
  }

  check(body: Uint8Array) {
    return this.call(`${ROUTES_2.ask.path}?hash=${hashOf(body)}`)
  }
}

async function open(folder?: string): Promise<Account> {
  return new Account(await serveSandbox(folder ?? (await makeFolder())))
}

const entriesOf = ({ json }: TestResponse) => json?.data as Record<string, unknown>[]
const namesOf = (page: TestResponse) => entriesOf(page).map(({ filename }) => filename)

test('an upload is listed, found by its id and its hash, and only in its account', async () => {
  const account = await open()
  const gif = newGif()
  const { json } = await account.send(gif, { 'Content-Type': 'image/gif', 'X-Filename': 'a.gif' })
  const file = {
    id: json?.file_id,
    url: json?.url,
    media_type: 'image/gif',
    size_bytes: 64,
    hash: hashOf(gif),
    metadata: json?.metadata,
    filename: 'a.gif',
    title: null,
    subtitle: null,
    thumbnail_url: json?.url,
    origin: 'upload',
    tool: null,
    created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
  }
  expect((await account.list()).json).toEqual({ data: [file], nextCursor: null })
  expect((await account.call(`/v2/files/${json?.file_id}`)).json).toEqual(file)
  const { file_id, url } = json ?? {}
  const found = { file_id, url, media_type: 'image/gif', size: 64, filename: 'a.gif' }
  expect((await account.check(gif)).json).toEqual({
    exists: true,
    file: { ...found, origin: 'upload' },
  })
  const other = new Account(account.base)
  expect((await other.list()).json).toEqual({ data: [], nextCursor: null })
  expect((await other.check(gif)).json).toEqual({ exists: false, file: null })
  const refused = { status: 404, json: { error: { code: 'file_not_found' } } }
  expect(await other.call(`/v2/files/${file_id}`)).toMatchObject(refused)
  expect(await other.remove(file_id)).toMatchObject(refused)
})

test('a deleted file leaves lists and checks, is still served, and returns by an upload', async () => {
  const account = await open()
  const gif = newGif()
  const first = (await account.send(gif, { 'X-Filename': 'first.gif' })).json
  await account.send(newGif(), { 'X-Filename': 'second.gif' })
  expect(await account.remove(first?.file_id)).toMatchObject({ json: { deleted: true } })
  expect(await account.remove(first?.file_id)).toMatchObject({ status: 404 })
  expect(await account.call(`/v2/files/${first?.file_id}`)).toMatchObject({ status: 404 })
  expect(namesOf(await account.list())).toEqual(['second.gif'])
  expect((await account.check(gif)).json).toEqual({ exists: false, file: null })
  expect((await ask(String(first?.url))).bytes.equals(gif)).toBe(true)

  const again = (await account.send(gif, { 'X-Filename': 'again.gif' })).json
  expect(again).toEqual({ ...first, filename: 'again.gif', deduplicated: false })
  expect(namesOf(await account.list())).toEqual(['again.gif', 'second.gif'])
  expect((await account.check(gif)).json).toMatchObject({ exists: true })
  expect((await account.send(gif)).json).toMatchObject({ deduplicated: true })
})

test('a file of one version is the same file in the other', async () => {
  const account = await open()
  const [one, two] = [newGif(), newGif()]
  const first = (await account.send(one, {}, ROUTES_1.send.path)).json
  expect(Object.keys(first ?? {})).toHaveLength(6)
  expect(namesOf(await account.list())).toEqual([null])
  const again = (await account.send(one, { 'X-Filename': 'named.gif' })).json
  expect(again).toMatchObject({ ...first, filename: 'named.gif', deduplicated: true })
  expect(namesOf(await account.list())).toEqual(['named.gif'])
  const second = (await account.send(two, { 'Content-Type': 'image/webp' })).json
  expect((await account.send(two, {}, ROUTES_1.send.path)).json).toMatchObject({
    file_id: second?.file_id,
    url: second?.url,
    media_type: 'image/webp',
    deduplicated: true,
  })
})

test('a list has pages, the newest first', async () => {
  const account = await open()
  for (let sent = 1; sent <= 5; sent += 1) await account.send(newGif(), { 'X-Filename': `${sent}` })
  const first = await account.list('?limit=2')
  expect(first.json).toMatchObject({ nextCursor: 2 })
  expect(namesOf(first)).toEqual(['5', '4'])
  const second = await account.list('?limit=2&cursor=2')
  expect(second.json).toMatchObject({ nextCursor: 4 })
  expect(namesOf(second)).toEqual(['3', '2'])
  const last = await account.list('?limit=2&cursor=4')
  expect(last.json).toMatchObject({ nextCursor: null })
  expect(namesOf(last)).toEqual(['1'])
  expect((await account.list('?cursor=99')).json).toEqual({ data: [], nextCursor: null })
})

test.each([
  ['', ['Sound.mp3', 'Two Cats.mp4', 'cat.gif']],
  ['?kind=image', ['cat.gif']],
  ['?kind=video', ['Two Cats.mp4']],
  ['?kind=audio', ['Sound.mp3']],
  ['?kind=upload', ['Sound.mp3', 'Two Cats.mp4', 'cat.gif']],
  ['?kind=generated', []],
  ['?q=CAT', ['Two Cats.mp4', 'cat.gif']],
  ['?q=cats+two', ['Two Cats.mp4']],
  ['?q=%20', ['Sound.mp3', 'Two Cats.mp4', 'cat.gif']],
  ['?q=cat&kind=image&limit=1', ['cat.gif']],
  ['?tool=image', []],
  ['?model=kling_v3', []],
  ['?from=2020-01-01', ['Sound.mp3', 'Two Cats.mp4', 'cat.gif']],
  ['?from=2999-01-01T00:00:00Z', []],
  ['?to=2020-01-01T00:00:00.000Z', []],
  ['?workspace=unfiled', ['Sound.mp3', 'Two Cats.mp4', 'cat.gif']],
])('a list with %s has %j', async (query, names) => {
  const account = await open()
  for (const [name, type] of [
    ['cat.gif', 'image/gif'],
    ['Two%20Cats.mp4', 'video/mp4'],
    ['Sound.mp3', 'audio/mpeg'],
  ] as const) {
    await account.send(newGif(), { 'X-Filename': name, 'Content-Type': type })
  }
  expect(namesOf(await account.list(query))).toEqual(names)
})

test.each([
  ['kind', 'picture'],
  ['kind', ''],
  ['limit', '0'],
  ['limit', '101'],
  ['limit', '-1'],
  ['limit', 'all'],
  ['limit', '1e1'],
  ['cursor', '-1'],
  ['cursor', '1.5'],
  ['cursor', 'next'],
  ['from', 'yesterday'],
  ['from', '2026-13-01'],
  ['to', '1'],
])('a list with %s=%s is refused', async (name, value) => {
  const account = await open()
  expect(await account.list(`?${name}=${value}`)).toMatchObject({
    status: 400,
    json: { error: { code: 'invalid_request', details: { field: name } } },
  })
})

test.each([
  ['with a prefix', (hash: string) => hash, true],
  ['without a prefix', (hash: string) => hash.slice(7), true],
  ['in capitals', (hash: string) => hash.toUpperCase(), true],
  ['of other bytes', () => hashOf(Buffer.from('other')), false],
])('a check accepts a hash %s', async (_, write, exists) => {
  const account = await open()
  const gif = newGif()
  await account.send(gif)
  const response = await account.call(`${ROUTES_2.ask.path}?hash=${write(hashOf(gif))}`)
  expect(response).toMatchObject({ status: 200, json: { exists } })
})

test.each(['', '?hash=', '?hash=sha256:abc', '?hash=md5:0', `?hash=${'a'.repeat(65)}`])(
  'a check refuses the hash in “%s”',
  async (query) => {
    const account = await open()
    expect(await account.call(ROUTES_2.ask.path + query)).toMatchObject({
      status: 400,
      json: { error: { code: 'invalid_request', details: { field: 'hash' } } },
    })
  },
)

test.each(['else', 'file_0', '%00', '%', '..', '%2e%2e', 'a%2Fb', 'constructor', '__proto__'])(
  'the id %s has no file',
  async (id) => {
    const account = await open()
    for (const method of ['GET', 'DELETE']) {
      const response = await ask(account.base, {
        path: `/sandbox/v2/files/${id}`,
        method,
        headers: { Authorization: `Bearer ${account.key}` },
      })
      expect(response).toMatchObject({
        status: 404,
        json: { error: { code: expect.stringMatching(/not_found$/) } },
      })
    }
  },
)

test('files of earlier builds are listed, checked and named', async () => {
  const folder = await makeFolder()
  const account = await open(folder)
  const gif = newGif()
  const { json } = await account.send(gif)
  const [path = ''] = await recordsIn(folder)
  await writeFile(path, JSON.stringify({ mediaType: 'image/gif', extension: 'gif', size: 64 }))
  const [entry] = entriesOf(await account.list())
  expect(entry).toMatchObject({ id: json?.file_id, filename: null, origin: 'upload' })
  expect((await account.check(gif)).json).toMatchObject({ exists: true })
  await account.send(gif, { 'X-Filename': 'a.gif' })
  const { metadata } = json ?? {}
  expect(entriesOf(await account.list())).toEqual([{ ...entry, filename: 'a.gif', metadata }])
})

test('a broken record is not listed, and does not hide others', async () => {
  const folder = await makeFolder()
  const account = await open(folder)
  await account.send(newGif(), { 'X-Filename': 'broken' })
  const [path = ''] = await recordsIn(folder)
  await account.send(newGif(), { 'X-Filename': 'whole' })
  await writeFile(path, (await readFile(path, 'utf8')).slice(0, 30))
  expect(namesOf(await account.list())).toEqual(['whole'])
})

test('two servers of one folder list the same files', async () => {
  const folder = await makeFolder()
  const one = await open(folder)
  const two = await open(folder)
  Object.assign(two, { key: one.key })
  for (let round = 1; round <= 3; round += 1) {
    const { json } = await one.send(newGif(), { 'X-Filename': `${round}` })
    expect(namesOf(await two.list())).toEqual([`${round}`])
    expect(await two.remove(json?.file_id)).toMatchObject({ status: 200 })
    expect(namesOf(await one.list())).toEqual([])
  }
})

test('a list has what another server has changed long after the last change', async () => {
  const folder = await makeFolder()
  const one = await open(folder)
  const two = await open(folder)
  Object.assign(two, { key: one.key })
  await one.send(newGif(), { 'X-Filename': 'first' })
  const [path = ''] = await recordsIn(folder)
  const longAgo = new Date('2020-01-01')
  await utimes(dirname(path), longAgo, longAgo)
  expect(namesOf(await one.list())).toEqual(['first'])
  expect(namesOf(await one.list())).toEqual(['first'])
  await two.send(newGif(), { 'X-Filename': 'second' })
  expect(namesOf(await one.list())).toEqual(['second', 'first'])
})

test('an emptied sandbox lists nothing', async () => {
  const account = await open()
  await account.send(newGif())
  const origin = new URL(account.base).origin
  await ask(`${account.base}/storage`, { method: 'DELETE', headers: { Origin: origin } })
  expect((await account.list()).json).toEqual({ data: [], nextCursor: null })
})

test.each([
  ['cat%20%C3%A9.jpg', 'cat é.jpg'],
  ['50%25.jpg', '50%.jpg'],
  ['50%.jpg', '50%.jpg'],
  ['%zz%C3.jpg', '%zz%C3.jpg'],
  [Buffer.from('été.jpg').toString('latin1'), 'été.jpg'],
  ['\xe9t\xe9.jpg', 'été.jpg'],
  ['../../etc/passwd', 'passwd'],
  ['..%2F..%2Fetc%2Fpasswd', 'passwd'],
  ['C:\\photos\\cat.jpg', 'cat.jpg'],
  ['a%0D%0Ab%00.jpg', 'ab.jpg'],
  ['%3Cscript%3E.gif', '<script>.gif'],
  ['a'.repeat(400), 'a'.repeat(255)],
  ['folder/', null],
  ['', null],
  ['%20', null],
])('the name %j is kept as %j', async (header, name) => {
  const account = await open()
  const { status, json } = await account.send(newGif(), { 'X-Filename': header })
  expect(status).toBe(200)
  expect(json?.filename).toBe(name)
})

async function recordsIn(folder: string): Promise<string[]> {
  const found = await readdir(join(folder, 'sandbox'), { recursive: true })
  return found
    .filter((path) => path.endsWith('.record.json'))
    .map((path) => join(folder, 'sandbox', path))
}
