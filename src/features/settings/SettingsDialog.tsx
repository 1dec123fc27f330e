import { useEffect, useRef } from 'react'
import { SENDS, THEMES } from '../../storage/preferences.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { useValue } from '../../ui/use-value.ts'
import { HistorySection } from './HistorySection.tsx'
import { LanguageSetting } from './LanguageSetting.tsx'
import { NotifySetting } from './NotifySetting.tsx'
import { SettingRow, SettingSwitch } from './SettingRow.tsx'
import { useSettings } from './settings-context.ts'
import { words } from './words.ts'

const SENDS_OPTIONS = SENDS.map((amount) => ({ value: String(amount), label: String(amount) }))
const THEME_OPTIONS = THEMES.map((value) => ({ value, label: words.themeName(value) }))

interface SettingsDialogProps {
  /** The part that has the focus first, if it is not the first field. */
  part?: 'export' | 'import' | undefined
  onClose: () => void
}

/** Each change applies immediately, also to uploads in flight. */
export function SettingsDialog({ part, onClose }: SettingsDialogProps) {
  const { preferences, transfer } = useSettings()
  const gateway = useValue(preferences.gateway)
  const theme = useValue(preferences.theme)
  const sends = useValue(preferences.sends)
  const verifies = useValue(preferences.verifies)
  const singleKeys = useValue(preferences.singleKeys)
  const body = useRef<HTMLDivElement>(null)

  // Follows the dialog, which has just focused its first field.
  useEffect(() => {
    if (part) body.current?.querySelector<HTMLElement>(`[data-part=${part}]`)?.focus()
  }, [part])

  return (
    <Dialog title={words.settings} size="medium" onClose={onClose}>
      <div ref={body}>
        <SettingRow title={words.theme}>
          <Segmented
            label={words.theme}
            options={THEME_OPTIONS}
            value={theme}
            onChange={preferences.theme.set}
          />
        </SettingRow>
        <LanguageSetting />
        <SettingRow title={words.sends} note={words.sendsNote}>
          <Segmented
            label={words.sends}
            options={SENDS_OPTIONS}
            value={String(sends)}
            onChange={(value) => preferences.sends.set(Number(value))}
          />
        </SettingRow>
        <SettingSwitch
          title={words.verify}
          note={words.verifyNote}
          isOn={verifies}
          onChange={preferences.verifies.set}
        />
        <SettingSwitch
          title={words.singleKeys}
          note={words.singleKeysNote}
          isOn={singleKeys}
          onChange={preferences.singleKeys.set}
        />
        <NotifySetting />
        {transfer && <HistorySection transfer={transfer} gateway={gateway} />}
      </div>
    </Dialog>
  )
}
