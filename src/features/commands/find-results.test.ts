import { File } from 'lucide-react'
import { expect, it, vi } from 'vitest'
import type { ListItem } from '../../core/request/list-item.ts'
import type { Command } from './command.ts'
import { findResults } from './find-results.ts'

const COMMANDS = ['Copy all URLs', 'Copy request', 'Open settings', 'Choose files'].map(
  (label): Command => ({ id: label, label, icon: File, run: vi.fn() }),
)

function fileOf(title: string): ListItem {
  const hash = `sha256:${'0'.repeat(64)}` as const
  const url = `https://s3.example/${title}`
  return {
    ...{ key: title, path: `shots/${title}`, title, url, hash, size: 1, mediaType: 'image/png' },
    ...{ kind: 'image', gateway: 'varg' },
  }
}

const FILES = ['dusk.jpg', 'Café moon.png', 'a request.png'].map(fileOf)

const find = (typed: string, files = FILES) =>
  findResults(typed, COMMANDS, files).map(({ id }) => id)

it.each([
  ['', [...COMMANDS, ...FILES].map((one) => ('label' in one ? one.label : one.key))],
  ['copy', ['Copy all URLs', 'Copy request']],
  ['request', ['Copy request', 'a request.png']],
  ['SETTINGS open', ['Open settings']],
  ['cafe', ['Café moon.png']],
  ['shots dusk', ['dusk.jpg']],
  ['  ', [...COMMANDS, ...FILES].map((one) => ('label' in one ? one.label : one.key))],
  ['nothing', []],
])('findResults finds commands before files when "%s" is typed', (typed, ids) => {
  expect(find(typed)).toEqual(ids)
})

it('findResults puts names that start with the text first', () => {
  expect(find('moon', [fileOf('a moon.png'), fileOf('moon.png')])).toEqual([
    'moon.png',
    'a moon.png',
  ])
})

it('findResults limits the files when there are many', () => {
  const many = Array.from({ length: 90 }, (_, index) => fileOf(`${index}.png`))
  expect(find('', many)).toHaveLength(COMMANDS.length + 5)
  expect(find('png', many)).toHaveLength(50)
})
