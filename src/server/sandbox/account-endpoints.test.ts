import { expect, test } from 'vitest'
import { BALANCES } from '../../core/api/balance-call.ts'
import { ROUTES_1 } from '../../core/api/v1/routes-v1.ts'
import { ROUTES_2 } from '../../core/api/v2/routes-v2.ts'
import { ask } from '../testing/http-client.ts'
import { makeFolder, newKey, serveSandbox } from '../testing/sandbox-server.ts'

async function get(...paths: string[]) {
  const base = await serveSandbox(await makeFolder())
  const headers = { Authorization: `Bearer ${newKey()}` }
  return Promise.all(paths.map((path) => ask(base + path, { headers })))
}

test('both versions have one account and one balance', async () => {
  const [me1, me2, balance1, balance2] = await get(
    ROUTES_1.me.path,
    ROUTES_2.me.path,
    ROUTES_1.balance.path,
    ROUTES_2.balance.path,
  )
  expect(me2?.json).toEqual(me1?.json)
  const read = (version: 1 | 2, body: Buffer | undefined) =>
    BALANCES[version].read({ status: 200, mediaType: 'application/json', body: String(body) })
  expect(read(1, balance1?.bytes)).toEqual(read(2, balance2?.bytes))
})

test('the balance of version 2 adds up', async () => {
  const [{ json } = { json: undefined }] = await get(ROUTES_2.balance.path)
  expect(json).toEqual({
    available: 100_000,
    reserved: 0,
    total_balance: 100_000,
    subscription_balance: 0,
    rollover_balance: 0,
    onetime_balance: 100_000,
    subscription_expires: null,
    rollover_expires: null,
  })
})
