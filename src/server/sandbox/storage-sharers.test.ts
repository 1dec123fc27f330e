import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openSocket } from '../testing/http-client.ts'
import { makeFolder, newKey, serveSandbox } from '../testing/sandbox-server.ts'
import { type ProcessIdentity, THIS_PROCESS } from './process-identity.ts'

const HOUR = 3_600_000

/** Starts a server on a folder with the temporary file of another process, and lists the rest. */
async function restartAfter(identity: Partial<ProcessIdentity>, hours = 0) {
  const folder = await makeFolder()
  const [temporary, processes] = [
    join(folder, 'sandbox/temporary'),
    join(folder, 'sandbox/processes'),
  ]
  for (const path of [temporary, processes]) await mkdir(path, { recursive: true })
  const share = { ...THIS_PROCESS, added: 0, reserved: 0, emptied: 0, ...identity }
  await writeFile(join(processes, '7-other'), JSON.stringify(share))
  await leave(join(temporary, '7-other.half'), hours)
  await serveSandbox(folder)
  return { temporary: await readdir(temporary), processes: await readdir(processes) }
}

async function leave(path: string, hours: number): Promise<void> {
  await writeFile(path, 'half')
  const then = new Date(Date.now() - hours * HOUR - 1000)
  await utimes(path, then, then)
}

/** The ids of a process that has ended and of one that runs. */
async function makePids() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'])
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = spawn(process.execPath, ['-e', ''])
  await Promise.all([once(child, 'spawn'), once(ended, 'exit')])
  return { running: child.pid ?? 0, ended: ended.pid ?? 0 }
}

test('a start removes recent temporary files of a process that has ended', async () => {
  const { ended } = await makePids()
  const left = await restartAfter({ pid: ended })
  expect(left.temporary).toEqual([])
  expect(left.processes).toHaveLength(1)
})

test('a start keeps old temporary files of a process that runs', async () => {
  const left = await restartAfter({}, 48)
  expect(left.temporary).toEqual(['7-other.half'])
  expect(left.processes).toContain('7-other')
})

test.skipIf(THIS_PROCESS.began === '')(
  'a start removes temporary files when another process reuses the id of their owner',
  async () => {
    const { running } = await makePids()
    expect((await restartAfter({ pid: running, began: '1' })).temporary).toEqual([])
    expect((await restartAfter({ began: '1' })).temporary).toEqual([])
  },
)

test.skipIf(THIS_PROCESS.boot === '')(
  'a start removes temporary files from before the last boot',
  async () => {
    expect((await restartAfter({ boot: 'another' })).temporary).toEqual([])
  },
)

test.each<Partial<ProcessIdentity>>([{ host: 'another' }, { space: 'another' }])(
  'a start removes temporary files of %j only after an hour without a write',
  async (elsewhere) => {
    const { ended } = await makePids()
    const young = await restartAfter({ ...elsewhere, pid: ended }, 0.9)
    expect(young.temporary).toEqual(['7-other.half'])
    const old = await restartAfter({ ...elsewhere, pid: ended }, 1)
    expect(old.temporary).toEqual([])
    expect(old.processes).toContain('7-other')
  },
)

test('a start removes temporary files of unknown owners after an hour without a write', async () => {
  const folder = await makeFolder()
  const temporary = join(folder, 'sandbox', 'temporary')
  await mkdir(join(temporary, 'a-folder'), { recursive: true })
  await leave(join(temporary, 'abandoned'), 1)
  await leave(join(temporary, 'in-use'), 0.9)
  await writeFile(join(folder, 'sandbox', 'temporary', '7-torn.half'), 'half')
  await mkdir(join(folder, 'sandbox', 'processes'))
  await writeFile(join(folder, 'sandbox', 'processes', '7-torn'), '{"pid": ')
  await serveSandbox(folder)
  expect(await readdir(temporary)).toEqual(['7-torn.half', 'a-folder', 'in-use'])
})

test('a second server on the folder keeps an upload of the first', async () => {
  const folder = await makeFolder()
  const { port } = new URL(await serveSandbox(folder))
  const socket = await openSocket(Number(port))
  const head = `POST /sandbox/v1/files HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${newKey()}`
  socket.write(`${head}\r\nContent-Length: 1000\r\n\r\nGIF89a`)
  const temporary = join(folder, 'sandbox', 'temporary')
  await expect.poll(() => readdir(temporary)).toHaveLength(1)
  const before = await readdir(temporary)
  await serveSandbox(folder)
  expect(await readdir(temporary)).toEqual(before)
  socket.destroy()
})
