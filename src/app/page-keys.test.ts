import { File } from 'lucide-react'
import { expect, it, vi } from 'vitest'
import type { Command } from '../features/commands/command.ts'
import { commandOfKey, type KeyPlace, type KeyPress } from './page-keys.ts'

const COMMANDS = [undefined, '/', '?', 'O', 'Ctrl+K', 'Ctrl+Enter', 'Ctrl+Shift+C'].map(
  (keys): Command => ({
    ...{ id: keys ?? 'none', label: 'x', icon: File, run: vi.fn() },
    ...(keys !== undefined && { keys }),
  }),
)

const PLAIN = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, repeat: false }

const SETTINGS = { singleKeys: true, isMac: false }

function find(press: Partial<KeyPress>, place: KeyPlace = 'page', settings = SETTINGS) {
  return commandOfKey({ key: '', ...PLAIN, ...press }, place, COMMANDS, settings)?.id
}

it.each<[Partial<KeyPress>, string | undefined]>([
  [{ key: '/' }, '/'],
  [{ key: '?', shiftKey: true }, '?'],
  [{ key: 'o' }, 'O'],
  [{ key: 'O', shiftKey: true }, undefined],
  [{ key: 'o', altKey: true }, undefined],
  [{ key: 'o', repeat: true }, undefined],
  [{ key: 'o', ctrlKey: true }, undefined],
  [{ key: 'k', ctrlKey: true }, 'Ctrl+K'],
  [{ key: 'k', metaKey: true }, undefined],
  [{ key: 'Enter', ctrlKey: true }, 'Ctrl+Enter'],
  [{ key: 'Enter' }, undefined],
  [{ key: 'C', ctrlKey: true, shiftKey: true }, 'Ctrl+Shift+C'],
  [{ key: 'c', ctrlKey: true }, undefined],
  [{ key: 'x' }, undefined],
])('commandOfKey maps %j to %s', (press, id) => {
  expect(find(press)).toBe(id)
})

it.each<[KeyPlace, string[]]>([
  ['page', ['/', 'Ctrl+K', 'Ctrl+Enter']],
  ['field', ['Ctrl+K', 'Ctrl+Enter']],
  ['dialog', ['Ctrl+K']],
])('commandOfKey allows other keys when the focus is in a %s', (place, ids) => {
  const presses = [{ key: '/' }, { key: 'k', ctrlKey: true }, { key: 'Enter', ctrlKey: true }]
  expect(presses.flatMap((press) => find(press, place) ?? [])).toEqual(ids)
})

it('commandOfKey ignores single keys when the preference is off', () => {
  expect(find({ key: '/' }, 'page', { ...SETTINGS, singleKeys: false })).toBeUndefined()
  expect(find({ key: 'k', ctrlKey: true }, 'page', { ...SETTINGS, singleKeys: false })).toBe(
    'Ctrl+K',
  )
})

it('commandOfKey takes the command key when the system is a Mac', () => {
  const mac = { ...SETTINGS, isMac: true }
  expect(find({ key: 'k', metaKey: true }, 'page', mac)).toBe('Ctrl+K')
  expect(find({ key: 'k', ctrlKey: true }, 'page', mac)).toBeUndefined()
})
