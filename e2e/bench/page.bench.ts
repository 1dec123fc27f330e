import { test } from '@playwright/test'
import { atMost, interleave, record } from './figure.ts'
import { KIB, MIB, makeFiles } from './files.ts'
import { bare, type Load, load, refdrop, uppy } from './load.ts'
import { type Server, startApp, startGateway } from './servers.ts'

interface Amount {
  count: number
  size: number
  words: string
  ofUppy: number
}

const AMOUNTS: Amount[] = [
  { count: 200, size: MIB, words: '200 files of 1 MiB', ofUppy: 0.75 },
  { count: 1000, size: 4 * KIB, words: '1,000 files of 4 KiB', ofUppy: 0.52 },
  { count: 3000, size: 4 * KIB, words: '3,000 files of 4 KiB', ofUppy: 0.3 },
]

let servers: Server[] = []

test.beforeAll(async () => {
  const gateway = await startGateway()
  servers = [await startApp(gateway.url), gateway]
})

test.afterAll(() => Promise.all(servers.map((server) => server.stop())))

const seconds = (loads: readonly Load[]) => loads.map(({ took }) => took / 1000)

for (const { count, size, words, ofUppy } of AMOUNTS) {
  test(words, async () => {
    const [app] = servers
    if (!app) throw new Error('No server')
    const paths = makeFiles(count, size)
    const loads = await interleave({
      bare: () => load(app.url, bare, paths),
      refdrop: () => load(app.url, refdrop, paths),
      uppy: () => load(app.url, uppy, paths),
    })
    const ours = seconds(loads.refdrop)
    const yardstick = (name: string, values: readonly Load[]) => ({ name, values: seconds(values) })
    await record({
      work: words,
      unit: 's',
      ours,
      yardstick: yardstick('bare', loads.bare),
      target: atMost(1.15),
    })
    await record({
      work: words,
      unit: 's',
      ours,
      yardstick: yardstick('Uppy', loads.uppy),
      target: atMost(ofUppy),
    })
  })
}
