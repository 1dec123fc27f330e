import { expect, it } from 'vitest'
import { entryOf } from '../testing/made-entries.ts'
import { unlistedOf } from './unlisted.ts'

const [A, B] = [entryOf({ digits: 'a' }), entryOf({ digits: 'b' })]
const BOX = entryOf({ digits: 'a', gateway: 'sandbox' })

it('unlistedOf omits removed entries and listed entries of the same gateway and account', () => {
  const removed = entryOf({ digits: 'c', removed: true })
  expect(unlistedOf([A, BOX, B, removed], [{ ...A, label: 'later' }])).toEqual([BOX, B])
  expect(unlistedOf([A, removed], [])).toEqual([A])
})

it('unlistedOf builds no key when the hash of an entry is not listed', () => {
  let keys = 0
  const others = Array.from({ length: 1000 }, (_, index) => {
    const entry = entryOf({ digits: `f${index.toString(16).padStart(4, '0')}` })
    return Object.defineProperty({ ...entry }, 'account', {
      get() {
        keys += 1
        return entry.account
      },
    })
  })
  expect(unlistedOf([A, ...others], [A])).toHaveLength(1000)
  expect(keys).toBe(0)
})
