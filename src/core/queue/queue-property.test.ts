import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ProblemError } from '../api/problem.ts'
import {
  createWorld,
  fileNamed,
  finishAll,
  flushTasks,
  type Play,
  playQueue,
  refusal,
  type World,
} from '../testing/played-queue.ts'
import { isAtRest, type Stage } from '../uploads/stage.ts'

const SENDS = 3
const HASHES = 4

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
    play.queue.add([fileNamed(`${pick}=${pick % 4}`, pick % 3 ? 'varg' : 'sandbox')]),
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
  next.queue.add(
    Array.from(store.all()).map(({ path, gateway, stage, ...upload }, index) => ({
      ...fileNamed(path, gateway),
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
  const { store, hashes, sends, queue } = play
  expect(hashes.length).toBeLessThanOrEqual(HASHES)
  expect(sends.length).toBeLessThanOrEqual(SENDS)
  expect(new Set(sends.map(({ id }) => id)).size).toBe(sends.length)
  expect(new Set(sends.map(({ content }) => content)).size).toBe(sends.length)
  const total = Object.values(store.counts.get()).reduce((sum, count) => sum + count, 0)
  expect(total).toBe(store.ids.get().length)
  for (const { gateway, stage } of store.all()) {
    const held = queue.holds.get().some((hold) => hold.gateway === gateway)
    if (stage.name === 'waiting') expect(stage.reason.kind).toBeTruthy()
    if (held) expect(stage.name).not.toBe('ready')
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
        const before = new Set(play.sends)
        const heldBefore = new Set(play.queue.holds.get().map(({ gateway }) => gateway))
        if (act === 'reload') play = reload(play, world, pick)
        else ACTS[act](play, pick)
        await flushTasks()
        check(play)
        const heldAfter = play.queue.holds.get().filter(({ gateway }) => heldBefore.has(gateway))
        const held = heldAfter.filter(({ kind }) => kind !== 'unreachable')
        for (const work of play.sends) {
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
    await finishAll(play.sends)
    vi.advanceTimersByTime(61_000)
  }
}
