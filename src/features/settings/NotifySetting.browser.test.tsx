import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { createPreferences } from '../../storage/preferences.ts'
import { createTextStorage } from '../../storage/text-storage.ts'
import { stageEachTest } from '../../ui/testing/show.tsx'
import { NotifySetting } from './NotifySetting.tsx'
import { SettingsContext } from './settings-context.ts'

const ask = vi.fn<() => Promise<NotificationPermission>>()
const toggle = page.getByRole('switch', { name: 'Notify when uploads end' })

const stage = stageEachTest()
let preferences: ReturnType<typeof createPreferences>

beforeEach(() => {
  preferences = createPreferences(
    createTextStorage(() => {
      throw new Error('no storage')
    }),
  )
})

afterEach(() => {
  ask.mockReset()
  vi.unstubAllGlobals()
})

function show(permission: NotificationPermission | undefined): void {
  vi.stubGlobal('Notification', permission && { permission, requestPermission: ask })
  stage.show(
    <SettingsContext value={{ preferences, transfer: undefined }}>
      <NotifySetting />
    </SettingsContext>,
  )
}

it('a press asks for the permission once, and turns notifications on and off', async () => {
  ask.mockResolvedValue('granted')
  show('default')
  await expect.element(toggle).not.toBeChecked()
  expect(ask).not.toHaveBeenCalled()
  await toggle.click()
  await expect.element(toggle).toBeChecked()
  expect(preferences.notifies.get()).toBe(true)
  await toggle.click()
  await expect.element(toggle).not.toBeChecked()
  await toggle.click()
  await expect.element(toggle).toBeChecked()
  expect(ask).toHaveBeenCalledOnce()
})

it('the switch stays off and says why when the browser denies the permission', async () => {
  ask.mockResolvedValue('denied')
  show('default')
  await toggle.click()
  await expect.element(toggle).toHaveAccessibleDescription(/blocks notifications/)
  await expect.element(toggle).not.toBeChecked()
  expect(preferences.notifies.get()).toBe(false)
})

it('the switch is off when the permission was withdrawn', async () => {
  preferences.notifies.set(true)
  show('denied')
  await expect.element(toggle).not.toBeChecked()
  await toggle.click()
  expect(ask).not.toHaveBeenCalled()
  expect(preferences.notifies.get()).toBe(false)
})

it('the switch says so when the browser has no notifications', async () => {
  show(undefined)
  await expect.element(toggle).toHaveAccessibleDescription(/has no notifications/)
  await toggle.click()
  await expect.element(toggle).not.toBeChecked()
})
