import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { test } from '@playwright/test'
import { atMost, interleave, record } from './figure.ts'
import { openSlowly } from './open-slowly.ts'
import { type Server, startApp, startGateway } from './servers.ts'

/** Maximum gzipped size of a lazy part in kB. */
const LAZY_LIMIT = 60

/** The same for the first load. */
const FIRST_LOAD_LIMIT = 125

/** An entry of `size-limit --json`. The sizes to measure are listed in `package.json`. */
interface Size {
  name: string
  /** Gzipped bytes. */
  size: number
}

test('the build stays within the size targets', async () => {
  for (const { name, size } of readSizes()) {
    const isWhole = name.startsWith('All ')
    const limit = name.startsWith('First load') ? FIRST_LOAD_LIMIT : LAZY_LIMIT
    await record({
      work: name,
      unit: 'kB',
      ours: [size / 1000],
      ...(!isWhole && { target: atMost(limit, 'value') }),
    })
  }
})

function readSizes(): Size[] {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const script = fileURLToPath(new URL('../../node_modules/.bin/size-limit', import.meta.url))
  const printed = execFileSync(script, ['--json'], { cwd: root, encoding: 'utf8' })
  return JSON.parse(printed) as Size[]
}

test('the page opens on a slow processor and network', async () => {
  const gateway = await startGateway()
  const app = await startApp(gateway.url)
  const servers: Server[] = [app, gateway]
  try {
    const openings = await interleave({
      refdrop: () => openSlowly(`${app.url}/`),
      react: () => openSlowly(`${app.url}/bench/react-only.html`),
    })
    const compare = (
      work: string,
      unit: 'ms' | 'kB',
      key: 'painted' | 'interactive' | 'transferred',
    ) =>
      record({
        work,
        unit,
        ours: openings.refdrop.map((opening) => opening[key]),
        yardstick: { name: 'React alone', values: openings.react.map((opening) => opening[key]) },
      })
    await compare('first contentful paint, processor 4 times as slow, Slow 4G', 'ms', 'painted')
    await compare('time to interactive, the same', 'ms', 'interactive')
    await compare('on the wire until it is quiet, the same', 'kB', 'transferred')
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
})
