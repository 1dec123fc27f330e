import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { contentKey } from '../api/content.ts'
import { ProblemError } from '../api/problem.ts'
import {
  createWorld,
  fileNamed,
  finishAll,
  flushTasks,
  hashFor,
  type Play,
  playQueue,
  refusal,
  type World,
} from '../testing/played-queue.ts'
import { isAtRest, type Stage } from '../uploads/stage.ts'

const SENDS = 3
const HASHES = 4
const ASKS = 4

/** Bytes of every other file. They are worth an ask before the link is measured. */
const LARGE = 1_000_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 1_000_000 })
})

afterEach(() => {
  vi.useRealTimers()
})

/** Undoes the latest cancel of all files. */
const undo = new WeakMap<Play, () => void>()

const ACTS = {
  add: (play, pick) =>
    play.queue.add([
      {
        ...fileNamed(`${pick}=${pick % 4}`, pick % 3 ? 'varg' : 'sandbox'),
        ...(pick % 2 && { size: LARGE }),
      },
    ]),
  cancel: (play, pick) => play.queue.cancel(one(play, pick)),
  cancelAll: (play) => undo.set(play, play.queue.cancel(play.store.ids.get())),
  undoCancel: (play) => undo.get(play)?.(),
  retry: (play, pick) => play.queue.retry(one(play, pick)),
  retryNow: (play, pick) => play.queue.retryNow(one(play, pick)),
  remove: (play, pick) => play.queue.remove(one(play, pick)),
  redirect: (play) => play.queue.redirect('varg', 'sandbox'),
  pause: (play) => play.queue.pause(),
  resume: (play) => play.queue.resume(),
  offline: (play) => play.queue.hold({ gateway: 'varg', kind: 'offline' }),
  online: (play) => play.queue.unhold('varg', 'offline'),
  down: (play) => play.queue.hold({ gateway: 'varg', kind: 'unreachable' }),
  otherKey: (play, pick) => play.queue.open('varg', `key ${pick % 2}`),
  noKey: (play) => play.queue.hold({ gateway: 'varg', kind: 'key' }),
  sends: (play, pick) => play.queue.setSends(1 + (pick % SENDS)),
  pass: (_, pick) => vi.advanceTimersByTime(1 + 700 * pick),
  hashed: ({ hashes }, pick) => hashes[pick % hashes.length]?.finish(),
  changed: ({ hashes }, pick) =>
    hashes[pick % hashes.length]?.fail(new ProblemError({ kind: 'changed-on-disk' })),
  sent: ({ sends }, pick) => sends[pick % sends.length]?.finish(),
  sentLast: ({ sends }, pick) =>
    sends[pick % sends.length]?.finish({ remaining: pick % 2, resetAt: Date.now() + 900 }),
  broken: ({ sends }, pick) =>
    sends[pick % sends.length]?.fail(new ProblemError({ kind: 'no-connection' })),
  refused: ({ sends }, pick) =>
    sends[pick % sends.length]?.fail(refusal([401, 402, 413, 429, 503][pick % 5] ?? 500)),
  newerVersion: (play) => {
    play.mayAsk = true
  },
  olderVersion: (play) => {
    play.mayAsk = false
  },
  storedBefore: ({ world }, pick) =>
    world.stored.add(
      contentKey({ gateway: 'varg', account: `key ${pick % 2}`, hash: hashFor(`${pick % 4}`) }),
    ),
  asked: ({ asks }, pick) => asks[pick % asks.length]?.finish(),
  askedLast: ({ asks }, pick) =>
    asks[pick % asks.length]?.finish({ remaining: pick % 3, resetAt: Date.now() + 900 }),
  notAsked: ({ asks }, pick) =>
    asks[pick % asks.length]?.fail(refusal([401, 402, 404, 429, 503][pick % 5] ?? 500)),
  askBroken: ({ asks }, pick) =>
    asks[pick % asks.length]?.fail(new ProblemError({ kind: 'no-connection' })),
  chooseAgain: (play, pick) => {
    const [id = 0] = one(play, pick)
    play.queue.chooseAgain(id, fileNamed(`${pick}`))
  },
} satisfies Record<string, (play: Play, pick: number) => unknown>

function one({ store }: Play, pick: number): number[] {
  const id = store.ids.get()[pick % Math.max(1, store.ids.get().length)]
  return id === undefined ? [] : [id]
}

/** Opens the next page with the same list. Some files have lost their bytes. */
function reload({ store, queue }: Play, world: World, pick: number): Play {
  // A closed page sends nothing, although its timers are still set.
  queue.pause()
  world.locks.clear()
  const next = playQueue(world, SENDS)
  next.mayAsk = pick % 2 === 0
  next.queue.add(
    Array.from(store.all()).map(({ path, gateway, stage, ...upload }, index) => ({
      ...fileNamed(path, gateway),
      size: upload.size,
      file: index % 4 === pick % 4 ? undefined : upload.file,
      stage: revived(stage),
    })),
  )
  return next
}

function revived(stage: Stage): Stage {
  if (stage.name === 'hashing') return { name: 'queued' }
  if (stage.name !== 'uploading' && stage.name !== 'confirming' && stage.name !== 'waiting') {
    return stage
  }
  return { name: 'ready', hash: stage.hash, attempts: 0 }
}

function check(play: Play): void {
  const { store, hashes, asks, sends, queue } = play
  const calls = [...asks, ...sends]
  expect(hashes.length).toBeLessThanOrEqual(HASHES)
  expect(sends.length).toBeLessThanOrEqual(SENDS)
  expect(asks.length).toBeLessThanOrEqual(ASKS)
  expect(new Set(calls.map(({ id }) => id)).size).toBe(calls.length)
  expect(new Set(calls.map(({ content }) => content)).size).toBe(calls.length)
  const total = Object.values(store.counts.get()).reduce((sum, count) => sum + count, 0)
  expect(total).toBe(store.ids.get().length)
  for (const { id, gateway, stage } of store.all()) {
    const held = queue.holds.get().some((hold) => hold.gateway === gateway)
    if (stage.name === 'waiting') expect(stage.reason.kind).toBeTruthy()
    const isAsked = asks.some((ask) => ask.id === id)
    if (held && !isAsked) expect(stage.name).not.toBe('ready')
  }
}

type Step = { act: keyof typeof ACTS | 'reload'; pick: number }

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.constantFrom<Step['act']>(
    'reload',
    'add',
    'add',
    'hashed',
    'hashed',
    'asked',
    'newerVersion',
    'sent',
    ...(Object.keys(ACTS) as (keyof typeof ACTS)[]),
  ),
  pick: fc.nat(11),
})

it('keeps its limits, locks and holds, and ends each file, after any sequence of events', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const world = createWorld()
      let play = playQueue(world, SENDS)
      for (const { act, pick } of steps) {
        const before = new Set([...play.asks, ...play.sends])
        const heldBefore = new Set(play.queue.holds.get().map(({ gateway }) => gateway))
        if (act === 'reload') play = reload(play, world, pick)
        else ACTS[act](play, pick)
        await flushTasks()
        check(play)
        const heldAfter = play.queue.holds.get().filter(({ gateway }) => heldBefore.has(gateway))
        const held = heldAfter.filter(({ kind }) => kind !== 'unreachable')
        for (const work of [...play.asks, ...play.sends]) {
          if (before.has(work)) continue
          expect(held.map(({ gateway }) => gateway)).not.toContain(work.gateway)
        }
      }
      await completeAll(play)
      const stages = Array.from(play.store.all()).map(({ stage }) => stage)
      expect(stages.filter((stage) => !isAtRest(stage))).toEqual([])
      play.queue.remove(play.store.ids.get())
      play.queue.add(Array.from({ length: 9 }, (_, index) => fileNamed(`new=${index + 10}`)))
      await flushTasks()
      expect(play.hashes.length).toBe(HASHES)
    }),
  )
})

/** Lifts all holds and completes all work. */
async function completeAll(play: Play): Promise<void> {
  play.queue.resume()
  play.queue.setSends(SENDS)
  play.queue.open('varg', 'last')
  play.queue.open('sandbox', 'me')
  for (const gateway of ['varg', 'sandbox'] as const) {
    play.queue.unhold(gateway, 'offline', 'unreachable', 'bad-key', 'balance')
  }
  for (let round = 0; round < 100; round += 1) {
    await finishAll(play.hashes)
    await finishAll(play.asks)
    await finishAll(play.sends)
    vi.advanceTimersByTime(61_000)
  }
}

const file = fc.record({ isKnown: fc.boolean(), size: fc.constantFrom(10, LARGE) })

const answer = fc.record({
  /** Which call in flight ends. */
  pick: fc.nat(11),
  /** Undefined when the call succeeds. */
  status: fc.option(fc.constantFrom(429, 500, 503), { nil: undefined, freq: 4 }),
})

it('sends each unknown content once and no known one, in any order of answers', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(file, { minLength: 1, maxLength: 30 }),
      fc.array(answer, { maxLength: 60 }),
      async (files, answers) => {
        const { store, queue, hashes, asks, sends, world } = askingPlay()
        const contentAt = (index: number) =>
          contentKey({ gateway: 'varg', account: 'me', hash: hashFor(`${index}`) })
        for (const [index, { isKnown }] of files.entries()) {
          if (isKnown) world.stored.add(contentAt(index))
        }
        const accepted: string[] = []
        let failedAsks = 0
        const end = async (pick: number, status?: number) => {
          const calls = [...asks, ...sends]
          const call = calls[pick % calls.length]
          const isAsk = call !== undefined && asks.includes(call)
          // On a slow link, so that all but tiny files are worth an ask.
          if (!isAsk) vi.advanceTimersByTime(store.get(call?.id ?? 0)?.size ?? 0)
          if (isAsk && status !== undefined) failedAsks += 1
          if (!isAsk && status === undefined && call) accepted.push(call.content)
          if (status === undefined) call?.finish()
          else call?.fail(refusal(status))
          await flushTasks()
        }

        queue.add(files.map(({ size }, index) => ({ ...fileNamed(`${index}`), size })))
        while (hashes.length > 0) await finishAll(hashes)
        for (const { pick, status } of answers) await end(pick, status)
        for (let round = 0; round < 60; round += 1) {
          while (asks.length + sends.length > 0) await end(0)
          vi.advanceTimersByTime(61_000)
          await flushTasks()
        }

        expect(new Set(accepted).size).toBe(accepted.length)
        for (const [index, { stage }] of [...store.all()].entries()) {
          const { isKnown, size } = files[index] ?? {}
          const isSent = accepted.includes(contentAt(index))
          // Four errors of the gateway fail a file.
          if (stage.name !== 'failed') expect(stage.name).toBe('uploaded')
          if (stage.name === 'uploaded' && !isKnown) expect(isSent).toBe(true)
          if (isKnown && size === LARGE && failedAsks === 0) expect(isSent).toBe(false)
        }
      },
    ),
  )
})

function askingPlay(): Play {
  const play = playQueue(createWorld(), SENDS)
  play.mayAsk = true
  return play
}
