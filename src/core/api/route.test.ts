import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PROXIED_ROUTES } from './proxied-routes.ts'
import { findRoute, idIn, pathTo } from './route.ts'
import { ROUTES_1 } from './v1/routes-v1.ts'
import { ROUTES_2 } from './v2/routes-v2.ts'

describe('pathTo', () => {
  it('leaves out undefined members of the query', () => {
    expect(pathTo(ROUTES_2.list, { query: { q: 'a b&c', limit: 2, cursor: undefined } })).toBe(
      '/v2/files?q=a+b%26c&limit=2',
    )
  })

  it('keeps the colon of a hash', () => {
    expect(pathTo(ROUTES_2.ask, { query: { hash: 'sha256:ab' } })).toBe(
      '/v2/files/check?hash=sha256:ab',
    )
  })

  it('encodes an id with characters of a path', () => {
    expect(pathTo(ROUTES_2.file, { id: 'a/../$&' })).toBe('/v2/files/a%2F..%2F%24%26')
  })
})

describe('findRoute', () => {
  it.each([
    ['GET', '/v2/files/check?hash=1', ROUTES_2.ask],
    ['GET', '/v2/files?kind=image&cursor=50', ROUTES_2.list],
    ['GET', '/v2/files', ROUTES_2.list],
    ['GET', '/v2/files/file_7c1e0a92', ROUTES_2.file],
    ['DELETE', '/v2/files/file_7c1e0a92', ROUTES_2.remove],
    ['POST', '/v1/files', ROUTES_1.send],
  ])('finds the route of %s %s', (method, target, route) => {
    expect(findRoute(PROXIED_ROUTES, method, target)).toBe(route)
  })

  it.each([
    ['GET', '/v1/files'],
    ['POST', '/v1/files?x=1'],
    ['POST', '/v1/files/'],
    ['POST', '/v1/image'],
    ['POST', '/v2/image'],
    ['POST', '/v2/files/probe'],
    ['GET', '/v2/files?workspace=1'],
    ['GET', '/v2/me?hash=1'],
    ['DELETE', '/v2/files'],
    ['DELETE', '/v2/files/a/b'],
    ['DELETE', '/v2/files/a%2fb'],
    ['DELETE', '/v2/files/..'],
    ['DELETE', '/v2/files/%2e%2e'],
    ['DELETE', '/v2/files/%2E%2E%5Cme'],
    ['DELETE', '/v2/files/%'],
    ['DELETE', '/v2/files/a#b'],
    ['DELETE', '/v2/files/%00'],
    ['PUT', '/v2/files/a'],
    ['GET', '/v3/files'],
    ['GET', 'http://other/v2/me'],
    ['GET', '//other/v2/me'],
    ['GET', ''],
  ])('finds no route for %s %s', (method, target) => {
    expect(findRoute(PROXIED_ROUTES, method, target)).toBeUndefined()
  })

  it('reads back every id that changes no path', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (id) => {
        const isSafe = !/^\.{1,2}$|[/\\\p{Cc}]/u.test(id)
        expect(idIn(ROUTES_2.file, pathTo(ROUTES_2.file, { id }))).toBe(isSafe ? id : undefined)
      }),
    )
  })
})
