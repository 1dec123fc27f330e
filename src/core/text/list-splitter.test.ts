import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createListSplitter } from './list-splitter.ts'

/** Splits a text that arrives in chunks of this length. */
function split(text: string, size = text.length || 1) {
  const splitter = createListSplitter('entries')
  const members: string[] = []
  for (let at = 0; at < text.length; at += size) {
    members.push(...splitter.split(text.slice(at, at + size)))
  }
  return { members, rest: splitter.rest() }
}

it.each<[text: string, members: string[], rest: string]>([
  [
    '{"a":1,"entries":[1,{"b":[2,3]}, "]"],"c":{}}',
    ['1', '{"b":[2,3]}', ' "]"'],
    '{"a":1,"entries":[],"c":{}}',
  ],
  ['{"entries": [ ]}', [], '{"entries": []}'],
  ['{"entries":[1,]}', ['1', ''], '{"entries":[]}'],
  ['{"log":{"entries":[1]}}', [], '{"log":{"entries":[1]}}'],
  ['{"a":"entries","b":[1]}', [], '{"a":"entries","b":[1]}'],
  ['{"x\\"entries":[1]}', [], '{"x\\"entries":[1]}'],
  ['{"entries":{"a":[1]}}', [], '{"entries":{"a":[1]}}'],
  ['[{"entries":[1]}]', [], '[{"entries":[1]}]'],
  ['{"entries":["\\\\","\\""]', ['"\\\\"', '"\\""'], '{"entries":[]'],
])('list splitter splits %s at every chunk size', (text, members, rest) => {
  for (let size = 1; size <= text.length; size += 1) {
    expect(split(text, size)).toEqual({ members, rest })
  }
})

it('list splitter yields the members of any list and keeps the rest of any object', () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue()),
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.integer({ min: 1, max: 9 }),
      fc.constantFrom(undefined, 2),
      (entries, others, size, space) => {
        const { entries: _, ...object } = others
        const text = JSON.stringify({ ...object, entries, z: '"entries":[' }, null, space)
        const { members, rest } = split(text, size)
        expect(members.map((member) => JSON.parse(member))).toEqual(
          JSON.parse(JSON.stringify(entries)),
        )
        expect(JSON.parse(rest)).toEqual(
          JSON.parse(JSON.stringify({ ...object, entries: [], z: '"entries":[' })),
        )
      },
    ),
  )
})
