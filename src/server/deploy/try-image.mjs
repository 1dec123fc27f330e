// @ts-check

/**
 * Runs the steps of the Dockerfile in empty folders, starts its server and uploads to it. Needs no
 * Docker, and builds no image. `--built` uses this folder's build instead of the first stage.
 */

import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * @typedef {{ name: string, root: string, folder: string, environment: Record<string, string>,
 *   user?: string, health?: string[], entry?: string[], command?: string[] }} Stage
 */

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const DOCKERFILE = new URL('Dockerfile', import.meta.url)
const IGNORED = new URL('Dockerfile.dockerignore', import.meta.url)
const IS_ROOT = process.getuid?.() === 0

/** Milliseconds until a started server must be healthy. */
const READY_TIMEOUT = 30_000

const place = await mkdtemp(join(tmpdir(), 'refdrop-image-'))
await chmod(place, 0o755)
try {
  await tryImage()
} finally {
  await rm(place, { recursive: true, force: true })
}

async function tryImage() {
  const began = Date.now()
  const stages = await runSteps(await readSteps(), process.argv.includes('--built'))
  const image = stages.at(-1)
  if (!image) throw new Error('The Dockerfile has no stage.')
  const files = await readdir(image.root, { recursive: true })
  expect(
    !files.some((path) => /node_modules|\.env|\.ts$/.test(path)),
    'The image has only what runs.',
  )
  await tryContainer(image, {}, async (origin) => {
    /** @type {any} */
    const info = await (await fetch(`${origin}/machine`)).json()
    expect(info.sandbox === null && info.machineKey === null, 'There is no sandbox and no key.')
    expect(
      (await fetch(`${origin}/sandbox/v1/me`)).status === 404,
      'The sandbox responds with 404.',
    )
    await upload(`${origin}/api/v1/files`)
  })
  await tryContainer(image, { REFDROP_SANDBOX: 'on' }, (origin) =>
    upload(`${origin}/sandbox/v1/files`),
  )
  const seconds = Math.round((Date.now() - began) / 1000)
  process.stdout.write(`All steps of the Dockerfile work, in ${seconds} s. No image was built.\n`)
}

/** @returns {Promise<[name: string, rest: string][]>} */
async function readSteps() {
  const text = (await readFile(DOCKERFILE, 'utf8')).replace(/^#.*\n/gm, '').replace(/\\\n/g, ' ')
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, name = '', rest = ''] = /^(\S+)\s+(.*)$/.exec(line) ?? []
      return [name, rest]
    })
}

/**
 * @param {[name: string, rest: string][]} steps
 * @param {boolean} isBuilt
 */
async function runSteps(steps, isBuilt) {
  /** @type {Stage[]} */
  const stages = []
  for (const [name, rest] of steps) {
    const stage = stages.at(-1)
    if (name === 'FROM') {
      const [image = '', , as = ''] = rest.split(/\s+/)
      expect(/^node:24-/.test(image), `${image} has Node 24.`)
      const root = join(place, String(stages.length))
      await mkdir(root)
      stages.push({ name: as, root, folder: '/', environment: {} })
    } else if (!stage) throw new Error(`${name} comes before FROM.`)
    else if (isBuilt && stages.length === 1) {
      await placeBuild(stage, name, rest)
    } else await runStep(stage, name, rest, stages)
  }
  return stages
}

/**
 * Puts the files of this folder where the first stage would have them.
 *
 * @param {Stage} stage
 * @param {string} name
 * @param {string} rest
 */
async function placeBuild(stage, name, rest) {
  if (name !== 'WORKDIR') return
  for (const path of ['package.json', 'src', 'dist', 'dist-server']) {
    await cp(join(ROOT, path), join(stage.root, rest, path), { recursive: true })
  }
}

/**
 * @param {Stage} stage
 * @param {string} name
 * @param {string} rest
 * @param {readonly Stage[]} stages
 */
async function runStep(stage, name, rest, stages) {
  const inside = (/** @type {string} */ path) => join(stage.root, resolve(stage.folder, path))
  switch (name) {
    case 'WORKDIR':
      stage.folder = resolve(stage.folder, rest)
      await mkdir(inside('.'), { recursive: true })
      break
    case 'ENV':
      for (const [, key = '', value = ''] of rest.matchAll(/(\w+)=(\S+)/g)) {
        // A path of the image is below the folder of its stage here.
        stage.environment[key] = value.startsWith('/') ? inside(value) : value
      }
      break
    case 'COPY':
      await copy(stage, rest, stages)
      break
    case 'RUN':
      await run(['sh', '-c', rest], stage, {})
      break
    case 'USER':
      stage.user = rest
      break
    case 'VOLUME':
      expect((await stat(inside(rest))).isDirectory(), `${rest} is there.`)
      break
    case 'EXPOSE':
      expect(rest === '4173', 'The port is the usual one.')
      break
    case 'HEALTHCHECK':
      stage.health = JSON.parse(/CMD (\[.*\])$/.exec(rest)?.[1] ?? '')
      break
    case 'ENTRYPOINT':
      stage.entry = JSON.parse(rest)
      break
    case 'CMD':
      stage.command = JSON.parse(rest)
      break
    default:
      throw new Error(`This script knows no ${name}.`)
  }
}

/**
 * @param {Stage} stage
 * @param {string} rest
 * @param {readonly Stage[]} stages
 */
async function copy(stage, rest, stages) {
  const [, from, paths = ''] = /^(?:--from=(\S+)\s+)?(.*)$/.exec(rest) ?? []
  const words = paths.split(/\s+/)
  const target = words.pop() ?? ''
  const source = stages.find(({ name }) => name !== '' && name === from)
  for (const word of words) {
    for (const path of source ? await expand(join(source.root, word)) : await listContext(word)) {
      const isFolder = (await stat(path)).isDirectory()
      const entersFolder = target.endsWith('/') || word === '.'
      const into = join(stage.root, resolve(stage.folder, target))
      const isContents = isFolder && word !== '.'
      const to = entersFolder && !isContents ? join(into, basename(path)) : into
      await mkdir(dirname(to), { recursive: true })
      await cp(path, to, { recursive: true })
    }
  }
}

/** Files of this folder that the ignore file lets through. @param {string} word */
async function listContext(word) {
  const lines = (await readFile(IGNORED, 'utf8')).split('\n').filter((line) => !/^(#|$)/.test(line))
  expect(lines[0] === '*', 'Everything is ignored that is not named.')
  const names = lines.slice(1).map((line) => line.replace(/^!/, ''))
  if (word === '.') return names.map((name) => join(ROOT, name))
  expect(names.includes(word), `The ignore file names ${word}.`)
  return [join(ROOT, word)]
}

/** Paths of a pattern with stars in its last part. @param {string} pattern */
async function expand(pattern) {
  if (!pattern.includes('*')) return [pattern]
  const [folder, last] = [dirname(pattern), basename(pattern)]
  const name = new RegExp(`^${last.replaceAll('.', '\\.').replaceAll('*', '.*')}$`)
  const found = (await readdir(folder)).filter((one) => name.test(one))
  expect(found.length > 0, `${last} has files.`)
  return found.map((one) => join(folder, one))
}

/**
 * Starts the image, waits until it is healthy, uses it, and ends it.
 *
 * @param {Stage} image
 * @param {Record<string, string>} environment
 * @param {(origin: string) => Promise<void>} use
 */
async function tryContainer(image, environment, use) {
  const gateway = await serveGateway()
  const port = String(await findPort())
  const settings = {
    ...environment,
    PORT: port,
    VARG_GATEWAY_URL: gateway.url,
    VARG_API_KEY: 'varg_of_the_image',
  }
  const { entry = [], command = [], health = [] } = image
  expect(entry.length > 0 && health.length > 0, 'The image has an entry point and a health check.')
  expect(
    (await start(health, image, settings).ended) === 1,
    'A server that does not run is not healthy.',
  )
  const server = start([...entry, ...command], image, settings)
  try {
    const until = Date.now() + READY_TIMEOUT
    while ((await start(health, image, settings).ended) !== 0) {
      if (Date.now() > until || !server.runs())
        throw new Error(`It is not healthy: ${server.output()}`)
    }
    if (IS_ROOT) {
      const status = await readFile(`/proc/${server.pid}/status`, 'utf8')
      expect(!/^Uid:\s+0\s/m.test(status), 'The server does not run as root.')
    }
    const origin = `http://127.0.0.1:${port}`
    const page = await fetch(`${origin}/`)
    expect(page.ok && (await page.text()).includes('Refdrop'), 'The page is served.')
    await use(origin)
    server.end('SIGTERM')
    expect((await server.ended) === 0, 'The server ends well on SIGTERM.')
    expect(!server.output().includes('varg_'), 'The log has no key.')
  } finally {
    server.end('SIGKILL')
    gateway.close()
  }
}

/** Uploads as a page does, and expects the hash in the response. @param {string} url */
async function upload(url) {
  const body = Buffer.concat([Buffer.from('GIF89a'), randomBytes(5_000_000)])
  const headers = { Authorization: 'Bearer varg_visitor', Origin: new URL(url).origin }
  const response = await fetch(url, { method: 'POST', headers, body })
  const text = await response.text()
  const hash = createHash('sha256').update(body).digest('hex')
  expect(
    response.status === 200 && text.includes(hash),
    `An upload to ${url} is confirmed: ${text}`,
  )
}

async function serveGateway() {
  const server = createServer(async (request, response) => {
    const hash = createHash('sha256')
    for await (const chunk of request) hash.update(chunk)
    response.end(JSON.stringify({ hash: `sha256:${hash.digest('hex')}` }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() }
}

async function findPort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}

/**
 * @param {readonly string[]} words
 * @param {Stage} stage
 * @param {Record<string, string>} environment
 */
function start([program = '', ...args], stage, environment) {
  const [uid, gid] = (IS_ROOT && stage.user ? stage.user : '').split(':').map(Number)
  const child = spawn(program === 'node' ? process.execPath : program, args, {
    cwd: join(stage.root, stage.folder),
    env: { PATH: process.env.PATH, HOME: stage.root, ...stage.environment, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid && { uid, gid }),
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes) => {
      output += bytes
    })
  }
  const ended = new Promise((done) => child.once('close', (code, signal) => done(code ?? signal)))
  return {
    pid: child.pid,
    ended,
    output: () => output,
    runs: () => child.exitCode === null,
    end: (/** @type {NodeJS.Signals} */ signal) => child.kill(signal),
  }
}

/**
 * @param {readonly string[]} words
 * @param {Stage} stage
 * @param {Record<string, string>} environment
 */
async function run(words, stage, environment) {
  const cache = process.env.npm_config_cache
  const child = start(words, stage, { ...environment, ...(cache && { npm_config_cache: cache }) })
  const code = await child.ended
  expect(code === 0, `${words.join(' ')} works: ${child.output()}`)
}

/**
 * @param {boolean} holds
 * @param {string} sentence
 */
function expect(holds, sentence) {
  if (!holds) throw new Error(`Not so: ${sentence}`)
}
