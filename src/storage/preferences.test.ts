import { expect, it } from 'vitest'
import { createPreferences } from './preferences.ts'
import { createTextStorage } from './text-storage.ts'

const openMemory = () =>
  createTextStorage(() => {
    throw new Error('Blocked, so texts live as long as the page.')
  })

it('preferences keep the view and the single keys when the page is opened again', () => {
  const device = openMemory()
  const first = createPreferences(device)
  expect([first.view.get(), first.singleKeys.get()]).toEqual(['list', true])
  first.view.set('grid')
  first.singleKeys.set(false)
  const second = createPreferences(device)
  expect([second.view.get(), second.singleKeys.get()]).toEqual(['grid', false])
  second.singleKeys.set(true)
  expect(createPreferences(device).singleKeys.get()).toBe(true)
})

it('preferences fall back to the list when the stored view is unknown', () => {
  const device = openMemory()
  device.set('refdrop.view', 'carousel')
  expect(createPreferences(device).view.get()).toBe('list')
})
