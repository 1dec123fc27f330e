import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { PAGE_HEADER } from '../../core/api/server-info.ts'
import type { Caller } from './caller.ts'
import { callerOf } from './same-origin.ts'

const OWN = 'http://localhost:4173'

test.each<[method: string, site: string | undefined, origin: string | undefined, Caller]>([
  ['GET', undefined, undefined, 'no-page'],
  ['POST', undefined, undefined, 'no-page'],
  ['GET', undefined, OWN, 'this-page'],
  ['POST', undefined, OWN, 'this-page'],
  ['POST', undefined, 'https://localhost:4173', 'this-page'],
  ['GET', 'same-origin', undefined, 'this-page'],
  ['POST', 'same-origin', OWN, 'this-page'],
  ['GET', 'none', undefined, 'no-page'],
  ['POST', 'none', undefined, 'foreign-page'],
  ['GET', 'same-site', undefined, 'foreign-page'],
  ['GET', 'cross-site', undefined, 'foreign-page'],
  ['GET', 'cross-site', OWN, 'foreign-page'],
  ['GET', 'same-origin', 'http://localhost:3000', 'foreign-page'],
  ['POST', undefined, 'http://localhost:3000', 'foreign-page'],
  ['POST', undefined, 'http://localhost', 'foreign-page'],
  ['POST', undefined, 'http://localhost:41730', 'foreign-page'],
  ['POST', undefined, 'http://evil.test', 'foreign-page'],
  ['POST', undefined, 'null', 'foreign-page'],
  ['POST', undefined, '', 'foreign-page'],
])('callerOf a %s with Sec-Fetch-Site %s and Origin %s is %s', (method, site, origin, caller) => {
  const headers = { host: 'localhost:4173', 'sec-fetch-site': site, origin }
  expect(callerOf({ method, headers } as unknown as IncomingMessage)).toBe(caller)
})

test('callerOf treats an Origin without a Host header as foreign', () => {
  const request = { method: 'GET', headers: { origin: OWN } } as IncomingMessage
  expect(callerOf(request)).toBe('foreign-page')
})

test.each<[site: string | undefined, origin: string | undefined, Caller]>([
  [undefined, undefined, 'this-page'],
  [undefined, 'http://evil.test', 'foreign-page'],
  ['cross-site', undefined, 'foreign-page'],
  ['none', undefined, 'no-page'],
])(
  'callerOf the page header with Sec-Fetch-Site %s and Origin %s is %s',
  (site, origin, caller) => {
    const headers = { host: 'nas.lan:4173', 'sec-fetch-site': site, origin, [PAGE_HEADER]: '1' }
    expect(callerOf({ method: 'GET', headers } as unknown as IncomingMessage)).toBe(caller)
  },
)
