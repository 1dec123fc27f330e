import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { makeFolder } from './sandbox-server.ts'
import { takeFreePort } from './start-process.ts'

const DEPLOY = new URL('../deploy/', import.meta.url)

/** Where Debian's packages install the web servers. */
const PROGRAMS = { nginx: '/usr/sbin/nginx', caddy: '/usr/bin/caddy' }

type Program = keyof typeof PROGRAMS

/** The host name in the configurations. */
export const HOST = 'drop.example'

/** A web server with one of our configurations. */
export interface WebServer {
  /** Address for clients, whose requests need `host` as their `Host`. */
  origin: string
  /** {@link HOST} with the port. */
  host: string
  /** Everything that it logged. */
  readLogs: () => Promise<string>
  /** Peak memory of each of its processes, in bytes. */
  readPeaks: () => Promise<number[]>
}

/** Whether this machine has the loopback address of IPv6. */
export const HAS_IPV6 = Object.values(networkInterfaces())
  .flat()
  .some((one) => one?.address === '::1')

export function isInstalled(program: Program): boolean {
  return existsSync(PROGRAMS[program])
}

/** Reads one of our configurations. Each text in `changes` must be in it. */
export async function readConfiguration(
  file: string,
  changes: Record<string, string> = {},
): Promise<string> {
  let text = await readFile(new URL(file, DEPLOY), 'utf8')
  for (const [before, after] of Object.entries(changes)) {
    if (!text.includes(before)) throw new Error(`${file} has no “${before}”`)
    text = text.replaceAll(before, after)
  }
  return text
}

/**
 * Starts a web server in front of servers of ours until the test ends.
 *
 * @param ports those of our servers
 * @param changes what else is replaced in the configuration
 */
export async function serveBehind(
  program: Program,
  file: string,
  ports: readonly number[],
  changes: Record<string, string> = {},
): Promise<WebServer> {
  const folder = await makeFolder()
  const port = await takeFreePort()
  const start = { nginx: configureNginx, caddy: configureCaddy }[program]
  const args = await start({ folder, file, port, ports, changes })
  const child = spawn(PROGRAMS[program], args, {
    env: { HOME: folder, PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes) => {
      output += bytes
    })
  }
  const ended = new Promise((resolve) => child.once('exit', resolve))
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await ended
  })
  while (!(await accepts(port))) {
    if (child.exitCode !== null) throw new Error(`${program} ended: ${output}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const logs = join(folder, 'logs')
  return {
    origin: `http://127.0.0.1:${port}`,
    host: `${HOST}:${port}`,
    async readLogs() {
      const names = await readdir(logs)
      const texts = await Promise.all(names.map((name) => readFile(join(logs, name), 'utf8')))
      return output + texts.join('')
    },
    readPeaks: () => readPeaksOf(child.pid ?? 0),
  }
}

interface Placed {
  folder: string
  file: string
  port: number
  ports: readonly number[]
  changes: Record<string, string>
}

/** The main configuration of Debian includes ours in the same way. */
async function configureNginx({ folder, file, port, ports, changes }: Placed): Promise<string[]> {
  const [logs, temporary] = [join(folder, 'logs'), join(folder, 'temporary')]
  await Promise.all([mkdir(logs), mkdir(temporary)])
  const site = await readConfiguration(file, {
    'listen 80;': `listen 127.0.0.1:${port};`,
    'listen [::]:80;': HAS_IPV6 ? `listen [::1]:${port};` : '',
    'server 127.0.0.1:4173;': ports.map((one) => `server 127.0.0.1:${one};`).join(' '),
    '/var/log/nginx': logs,
    ...changes,
  })
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  const main = `
    ${process.getuid?.() === 0 ? 'user root;' : ''}
    daemon off;
    pid ${join(folder, 'pid')};
    error_log ${join(logs, 'error.log')} info;
    events {}
    http {
      types { text/html html; }
      default_type application/octet-stream;
      ${folders.map((name) => `${name}_temp_path ${join(temporary, name)};`).join(' ')}
      include ${join(folder, 'site.conf')};
    }`
  await writeFile(join(folder, 'site.conf'), site)
  await writeFile(join(folder, 'main.conf'), main)
  return ['-c', join(folder, 'main.conf'), '-p', folder, '-e', join(logs, 'first.log')]
}

async function configureCaddy({ folder, file, port, ports, changes }: Placed): Promise<string[]> {
  await mkdir(join(folder, 'logs'))
  const text = await readConfiguration(file, {
    '\n{\n': '\n{\nadmin off\n',
    '\ndrop.example {': `\nhttp://${HOST}:${port} {`,
    '127.0.0.1:4173': ports.map((one) => `127.0.0.1:${one}`).join(' '),
    ...changes,
  })
  await writeFile(join(folder, 'Caddyfile'), text)
  return ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile']
}

async function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' })
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

/** Includes the process's children, because Linux counts the peak of each process. */
async function readPeaksOf(pid: number): Promise<number[]> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const kilobytes = Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1])
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
  const others = children.split(' ').filter((text) => text !== '')
  const peaks = await Promise.all(others.map((text) => readPeaksOf(Number(text))))
  return [kilobytes * 1024, ...peaks.flat()]
}
