import { useState } from 'react'
import { useValue } from '../../ui/use-value.ts'
import { SettingSwitch } from './SettingRow.tsx'
import { useSettings } from './settings-context.ts'
import { words } from './words.ts'

/** Notifications of the system. Only a press on the switch asks for the permission. */
export function NotifySetting() {
  const { preferences } = useSettings()
  const wanted = useValue(preferences.notifies)
  const [permission, setPermission] = useState(readPermission)

  async function change(isOn: boolean): Promise<void> {
    if (isOn && permission === 'default') {
      const next = await Notification.requestPermission()
      setPermission(next)
      preferences.notifies.set(next === 'granted')
    } else preferences.notifies.set(isOn && permission === 'granted')
  }

  return (
    <SettingSwitch
      title={words.notify}
      note={NOTES[permission]}
      isOn={wanted && permission === 'granted'}
      onChange={(isOn) => void change(isOn)}
    />
  )
}

const NOTES = {
  granted: words.notifyNote,
  default: words.notifyNote,
  denied: words.notifyBlocked,
  missing: words.notifyMissing,
} as const

/** Browsers have no notifications on an insecure origin, and some have none at all. */
function readPermission(): keyof typeof NOTES {
  return typeof Notification === 'undefined' ? 'missing' : Notification.permission
}
