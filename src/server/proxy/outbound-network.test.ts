import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { listen } from '../testing/http-server.ts'
import { PUBLIC } from '../testing/made-network.ts'
import { takeFreePort } from '../testing/start-process.ts'
import { NETWORK, openSocket, resolveHost } from './outbound-network.ts'
import { PrivateAddress } from './private-address.ts'

const rest = { host: 'media.test', timeout: 5_000, signal: new AbortController().signal }

test('openSocket connects to the first address that accepts', async () => {
  const port = await listen(createServer())
  const socket = await openSocket(NETWORK, ['::1', '127.0.0.1'], port, rest)
  expect(socket).toMatchObject({ remoteAddress: '127.0.0.1', remotePort: port })
  socket.destroy()
})

test('openSocket reports an address that accepts no connection', async () => {
  const port = await takeFreePort()
  await expect(openSocket(NETWORK, ['127.0.0.1'], port, rest)).rejects.toMatchObject({
    message: 'media.test refused the connection: it seems to be down.',
    status: 502,
  })
})

test('openSocket opens no connection after its signal', async () => {
  const signal = AbortSignal.abort(new Error('gone'))
  const connect = () => {
    throw new Error('connected')
  }
  const opened = openSocket({ ...NETWORK, connect }, [PUBLIC], 80, { ...rest, signal })
  await expect(opened).rejects.toThrow('gone')
})

test('resolveHost resolves a name as Node does', async () => {
  expect(await resolveHost('localhost', NETWORK.resolve, true)).toContain('127.0.0.1')
  await expect(resolveHost('localhost', NETWORK.resolve)).rejects.toThrow(PrivateAddress)
  expect(await resolveHost('nowhere.invalid', NETWORK.resolve)).toEqual([])
})

test('resolveHost does not resolve an address', async () => {
  const resolve = () => Promise.reject(new Error('resolved'))
  expect(await resolveHost(PUBLIC, resolve)).toEqual([PUBLIC])
  await expect(resolveHost('::ffff:127.0.0.1', resolve)).rejects.toThrow(PrivateAddress)
})
