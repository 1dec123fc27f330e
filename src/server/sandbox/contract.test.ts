import { describe, expect, test } from 'vitest'
import type { ApiVersion } from '../../core/api/api-version.ts'
import { BALANCES } from '../../core/api/balance-call.ts'
import type { GatewayResponse } from '../../core/api/contract.ts'
import { SENDS } from '../../core/api/sends.ts'
import { SIZE_LIMITS } from '../../core/api/size-limits.ts'
import { readMe } from '../../core/api/v1/account-v1.ts'
import { ROUTES_1 } from '../../core/api/v1/routes-v1.ts'
import { UNSERVED_1 } from '../../core/api/v1/unserved-v1.ts'
import { readMe2 } from '../../core/api/v2/account-v2.ts'
import { ROUTES_2 } from '../../core/api/v2/routes-v2.ts'
import { UNSERVED_2 } from '../../core/api/v2/unserved-v2.ts'
import {
  CODES,
  call,
  isReal,
  postFile,
  reachGateway,
  request,
  TESTED_VERSIONS,
  type TestedGateway,
  upload,
} from '../testing/contract-gateway.ts'
import { hashOf, newGif, newKey } from '../testing/sandbox-server.ts'

const ROUTES = { 1: ROUTES_1, 2: ROUTES_2 } as const
const UNSERVED = { 1: UNSERVED_1, 2: UNSERVED_2 } as const
const READ_ME = { 1: readMe, 2: readMe2 } as const

/** Members of the response to an upload, in alphabetical order. */
const MEMBERS: Record<ApiVersion, string[]> = {
  1: ['deduplicated', 'file_id', 'hash', 'media_type', 'size', 'url'],
  2: [
    ...['deduplicated', 'file_id', 'filename', 'hash', 'media_type', 'metadata', 'size'],
    ...['subtitle', 'title', 'url'],
  ],
}

/** Checks the shape of an error. @returns what it says, in the words of version 1 */
function expectError(
  version: ApiVersion,
  { status, mediaType, body }: GatewayResponse,
  expected: number,
  code: string = expect.any(String),
): { message: string; field: string | undefined } {
  expect(status).toBe(expected)
  expect(mediaType).toContain('application/json')
  const wire = JSON.parse(body)
  const message = expect.any(String)
  if (version === 1) {
    expect(wire).toMatchObject({ error: code, message })
    return wire
  }
  expect(wire).toMatchObject({ error: { code, message } })
  return { message: wire.error.message, field: wire.error.details?.field }
}

describe.each(TESTED_VERSIONS)('version %i', (version) => {
  const { invalid, key: badKey, size: tooLarge, encoding } = CODES[version]
  const routes = ROUTES[version]
  const send = routes.send.path
  const { max } = SIZE_LIMITS[version]

  const me = async ({ base, key }: TestedGateway) =>
    READ_ME[version](await request(base + routes.me.path, key))

  test('an upload of raw bytes returns all documented members', async () => {
    const gif = newGif()
    const answer = await postFile(await reachGateway(), version, gif, [
      ['Content-Type', 'application/octet-stream'],
    ])
    expect(answer.status).toBe(200)
    // Version 2 requires none of them.
    if (version === 1 || !isReal) {
      expect(Object.keys(JSON.parse(answer.body)).sort()).toEqual(MEMBERS[version])
    }
    const file = { hash: hashOf(gif), size: gif.byteLength, mediaType: 'image/gif' }
    expect(SENDS[version].read(answer, file)).toMatchObject({ ...file, deduplicated: false })
  })

  test('an upload keeps the media type that is sent', async () => {
    const file = await upload(await reachGateway(), version, newGif(), { mediaType: 'image/gif' })
    expect(file.mediaType).toBe('image/gif')
  })

  test('an upload returns a stable, public URL', async () => {
    const gif = newGif()
    const { url } = await upload(await reachGateway(), version, gif)
    const response = await fetch(url)
    expect(response.headers.get('content-type')).toBe('image/gif')
    expect(Buffer.from(await response.arrayBuffer()).equals(gif)).toBe(true)
  })

  test('an upload returns the existing file for the same content', async () => {
    const gateway = await reachGateway()
    const gif = newGif()
    const first = await upload(gateway, version, gif)
    const second = await upload(gateway, version, gif)
    expect(first.deduplicated).toBe(false)
    expect(second).toEqual({ ...first, deduplicated: true })
  })

  // The documents of version 2 say that the header enables it.
  test.skipIf(isReal && version === 2)(
    'an upload without a hash returns the existing file, too',
    async () => {
      const gateway = await reachGateway()
      const gif = newGif()
      const first = await upload(gateway, version, gif, { isUnannounced: true })
      const second = await upload(gateway, version, gif, { isUnannounced: true })
      expect(first.deduplicated).toBe(false)
      expect(second).toEqual({ ...first, deduplicated: true })
    },
  )

  test('an upload returns different files for different contents', async () => {
    const gateway = await reachGateway()
    const first = await upload(gateway, version, newGif())
    const second = await upload(gateway, version, newGif())
    expect(second.deduplicated).toBe(false)
    expect(second.fileId).not.toBe(first.fileId)
    expect(second.url).not.toBe(first.url)
  })

  test('an upload over the limit is refused', async () => {
    const answer = await postFile(await reachGateway(), version, Buffer.alloc(max + 1))
    expectError(version, answer, 413, isReal ? undefined : tooLarge)
  })

  test.each([['varg_bad'], ['something'], [undefined]])(
    'every call refuses the key %s',
    async (key) => {
      const { base } = await reachGateway()
      const answer = await request(base + send, key, { method: 'POST', body: 'GIF89a' })
      expectError(version, answer, 401, badKey)
      for (const { path } of [routes.balance, routes.me]) {
        expectError(version, await request(base + path, key), 401, badKey)
      }
    },
  )

  test('the balance is in cents', async () => {
    const { balanceCents } = await call(await reachGateway(), BALANCES[version], undefined)
    expect(balanceCents).toBeGreaterThanOrEqual(0)
  })

  // A real gateway may lack /me and reject less, and these tests have only one account there.
  describe.skipIf(isReal)('the sandbox', () => {
    test('returns the same account for the same key', async () => {
      const gateway = await reachGateway()
      const mine = await me(gateway)
      expect(mine).toMatchObject({ userId: expect.any(String), email: expect.stringMatching(/@/) })
      expect(await me(gateway)).toEqual(mine)
      expect((await me({ ...gateway, key: newKey() })).userId).not.toBe(mine.userId)
      expect(JSON.stringify(mine)).not.toContain(gateway.key)
    })

    test('stores the same content separately for two accounts', async () => {
      const mine = await reachGateway()
      const theirs = { ...mine, key: newKey() }
      const gif = newGif()
      const first = await upload(mine, version, gif)
      const second = await upload(theirs, version, gif)
      expect(second.deduplicated).toBe(false)
      expect(second.url).not.toBe(first.url)
      expect(second.fileId).not.toBe(first.fileId)
      expect((await upload(mine, version, gif)).deduplicated).toBe(true)
      expect(first.url).toContain(`/u/${(await me(mine)).userId}/`)
    })

    test('makes ids in the form of the documents', async () => {
      const { fileId } = await upload(await reachGateway(), version, newGif())
      expect(fileId).toMatch(/^file_[0-9a-f]{8,}$/)
    })

    test.each([
      ['a short one', 'sha256:abc', true],
      ['one in capitals', hashOf(Buffer.from('a')).toUpperCase(), version === 1],
      ['one without its prefix', hashOf(Buffer.from('a')).slice(7), version === 1],
      ['one of another kind', `md5:${'a'.repeat(64)}`, true],
      ['one that is too long', `${hashOf(Buffer.from('a'))}0`, true],
      ['an empty one', '', true],
    ])('refuses a wrong hash: %s', async (_, hash, isMalformed) => {
      const gateway = await reachGateway()
      const gif = newGif()
      const answer = await postFile(gateway, version, gif, [['X-Content-Hash', hash]])
      const { message, field } = expectError(version, answer, 400, invalid)
      expect(field).toBe('X-Content-Hash')
      expect(message).toMatch(isMalformed ? /must be/ : /^The body is sha256:/)
      expect((await upload(gateway, version, gif)).deduplicated).toBe(false)
    })

    test('refuses a body that does not match its hash, and stores nothing', async () => {
      const gateway = await reachGateway()
      const gif = newGif()
      const other = hashOf(Buffer.from('another'))
      const answer = await postFile(gateway, version, gif, [['X-Content-Hash', other]])
      expect(expectError(version, answer, 400, invalid).field).toBe('X-Content-Hash')
      expect((await upload(gateway, version, gif)).deduplicated).toBe(false)
    })

    test.each([
      ['Content-Encoding', 'gzip'],
      ['Content-Encoding', 'br'],
      ['Content-Encoding', 'identity, deflate'],
      ['Content-Encoding', 'aws-chunked'],
      ['Content-Transfer-Encoding', 'base64'],
      ['Content-Type', 'multipart/form-data; boundary=a'],
      ['Content-Type', 'Multipart/Mixed'],
    ])('refuses a body with %s: %s, and stores nothing', async (name, value) => {
      const gateway = await reachGateway()
      const gif = newGif()
      const answer = await postFile(gateway, version, gif, [[name, value]])
      const { message, field } = expectError(version, answer, 415, encoding)
      expect(field).toBe(name)
      expect(message).toContain(value.split(';')[0])
      if (version === 1) expect(JSON.parse(answer.body)).toMatchObject({ statusCode: 415 })
      expect((await upload(gateway, version, gif)).deduplicated).toBe(false)
    })

    test.each([
      ['Content-Encoding', 'identity'],
      ['Content-Encoding', ''],
      ['Content-Transfer-Encoding', 'binary'],
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['Content-Type', 'application/gzip'],
      ['Content-Type', 'text/html'],
      ['Content-Type', 'image/'],
      ['Content-Type', ''],
    ])('stores a body with %s: %s unchanged, by the type of its bytes', async (name, value) => {
      const gif = newGif()
      const answer = await postFile(await reachGateway(), version, gif, [[name, value]])
      expect(JSON.parse(answer.body)).toMatchObject({ hash: hashOf(gif), media_type: 'image/gif' })
    })

    test('refuses an empty body', async () => {
      const answer = await postFile(await reachGateway(), version, Buffer.alloc(0))
      expect(expectError(version, answer, 400, invalid).field).toBe('body')
    })

    test('accepts a body of exactly the limit', async () => {
      const body = Buffer.alloc(max, 'refdrop')
      expect((await upload(await reachGateway(), version, body)).size).toBe(max)
      // 200 MB take a while on a busy machine.
    }, 60_000)

    test('reports the same content as new exactly once when it is uploaded many times at once', async () => {
      const gateway = await reachGateway()
      const body = newGif(300_000)
      const files = await Promise.all(
        Array.from({ length: 8 }, () => upload(gateway, version, body)),
      )
      expect(files.filter(({ deduplicated }) => !deduplicated)).toHaveLength(1)
      expect(new Set(files.map(({ url }) => url)).size).toBe(1)
    })

    test.each([
      ['POST', routes.balance.path, 405],
      ['PUT', send, 405],
      ['OPTIONS', send, 405],
      ['GET', routes.image.path, 405],
      ['GET', `${routes.image.path}s`, 404],
      ['DELETE', routes.job.path.replace('{id}', '1'), 405],
      ['GET', routes.job.path.replace('{id}', 'a/b'), 404],
      ['GET', `/v${version}`, 404],
      ['GET', `/v${version}/`, 404],
      ['GET', `/v${version}//files`, 404],
    ])('responds to %s %s with %i in the shape of the version', async (method, path, status) => {
      const { base, key } = await reachGateway()
      expectError(version, await request(base + path, key, { method }), status)
    })

    test.each(UNSERVED[version].map(({ method, path }) => [method, path.replace('{id}', 'a')]))(
      'says that it does not serve %s %s',
      async (method = '', path = '') => {
        const { base, key } = await reachGateway()
        const answer = await request(base + path, key, { method })
        const { message } = expectError(version, answer, 404)
        expect(message).toContain(`${method} ${path} is a call of the gateway`)
      },
    )
  })
})

describe.skipIf(!TESTED_VERSIONS.includes(1))('version 1 alone', () => {
  test('an upload has the type of its bytes when the Content-Type differs', async () => {
    const answer = await postFile(await reachGateway(), 1, newGif(), [
      ['Content-Type', 'video/mp4'],
    ])
    expect(SENDS[1].read(answer, { hash: 'sha256:', size: 0, mediaType: '' }).mediaType).toBe(
      'image/gif',
    )
  })

  test('an upload returns a URL that holds the content’s hash', async () => {
    const gif = newGif()
    const { url } = await upload(await reachGateway(), 1, gif)
    expect(url).toContain(hashOf(gif).replace('sha256:', ''))
  })

  test.skipIf(isReal).each(['/', '', '/v3/files'])('GET %s is a 404', async (path) => {
    const { base, key } = await reachGateway()
    expectError(1, await request(base + path, key), 404)
  })

  test.skipIf(isReal)('GET /v1/files is a 405, because version 1 lists no files', async () => {
    const { base, key } = await reachGateway()
    expectError(1, await request(base + ROUTES_1.send.path, key), 405)
  })
})
