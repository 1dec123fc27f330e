import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createUploadsStore } from '../core/uploads/uploads-store.ts'
import { followBatch } from './batch-feedback.ts'

const hash = `sha256:${'a'.repeat(64)}` as const

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setUp({ isHidden = false, notifies = false } = {}) {
  const store = createUploadsStore()
  const signs = {
    showProgress: vi.fn(),
    showBadge: vi.fn(),
    notify: vi.fn(async () => {}),
    isHidden: () => isHidden,
  }
  followBatch(store, signs, () => notifies)
  const add = (size: number) => {
    const file = { path: 'a.png', size, gateway: 'varg', file: undefined, mediaType: 'image/png' }
    const [id = 0] = store.add([
      { ...file, gateway: 'varg', stage: { name: 'ready', hash, attempts: 0 } },
    ])
    return id
  }
  const send = (id: number, sent: number) => {
    store.dispatch(id, { type: 'send-started' })
    store.dispatch(id, { type: 'sent-so-far', sent })
  }
  return { store, signs, add, send }
}

describe('followBatch', () => {
  it('shows the share of the bytes each second while files are sent', () => {
    const { signs, add, send } = setUp()
    const id = add(200)
    send(id, 0)
    vi.advanceTimersByTime(1000)
    send(id, 100)
    vi.advanceTimersByTime(1000)
    expect(signs.showProgress.mock.calls).toEqual([[0], [50]])
  })

  it('shows the plain page again when the batch ends', () => {
    const { store, signs, add, send } = setUp()
    const id = add(200)
    send(id, 100)
    store.dispatch(id, { type: 'canceled' })
    expect(signs.showProgress).toHaveBeenLastCalledWith(undefined)
    vi.advanceTimersByTime(5000)
    expect(signs.showProgress).toHaveBeenCalledTimes(1)
    expect(signs.notify).not.toHaveBeenCalled()
  })

  it('shows the number of unfinished files on the badge until the batch ends', () => {
    const { signs, store, add, send } = setUp()
    const [one, other] = [add(200), add(200)]
    send(one, 100)
    store.dispatch(other, { type: 'canceled' })
    vi.advanceTimersByTime(1000)
    store.dispatch(one, { type: 'canceled' })
    vi.advanceTimersByTime(5000)
    expect(signs.showBadge.mock.calls).toEqual([[1], [1], [0]])
  })

  it('offers to copy the URLs when a file was uploaded', () => {
    const { signs, store, add, send } = setUp({ isHidden: true, notifies: true })
    const id = add(200)
    send(id, 200)
    const facts = { fileId: '1', url: 'https://a.example/b.png', mediaType: 'image/png' }
    const result = { ...facts, hash, size: 200, deduplicated: false }
    store.dispatch(id, { type: 'accepted', result })
    expect(signs.notify).toHaveBeenCalledWith('1 of 1 uploaded', true)
  })

  it('shows no progress while files wait', () => {
    const { signs, store, add } = setUp()
    store.dispatch(add(200), { type: 'held', reason: { kind: 'key' } })
    vi.advanceTimersByTime(3000)
    expect(signs.showProgress).not.toHaveBeenCalled()
  })

  it.each([
    [true, true, 1],
    [true, false, 0],
    [false, true, 0],
  ])(
    'notifies when the tab is hidden (%s) and the person wants it (%s)',
    (isHidden, notifies, times) => {
      const { store, signs, add, send } = setUp({ isHidden, notifies })
      const id = add(200)
      send(id, 100)
      store.dispatch(id, { type: 'failed', problem: { kind: 'no-connection' } })
      expect(signs.notify).toHaveBeenCalledTimes(times)
      if (times > 0) expect(signs.notify).toHaveBeenCalledWith('0 of 1 uploaded, 1 failed', false)
    },
  )
})
