import { SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import type { Preferences } from '../../storage/preferences.ts'
import { Button } from '../../ui/Button.tsx'
import { usePart } from '../../ui/use-part.ts'

const loadDialog = async () => (await import('./SettingsDialog.tsx')).SettingsDialog

/** Opens the settings. */
export function SettingsButton({ preferences }: { preferences: Preferences }) {
  const [open, setOpen] = useState(false)
  const { part: SettingsDialog } = usePart('settings', loadDialog, open)
  return (
    <>
      <Button
        look="quiet"
        className="px-2"
        aria-label="Settings"
        title="Settings"
        onClick={() => setOpen(true)}
      >
        <SlidersHorizontal size={17} aria-hidden />
      </Button>
      {open && SettingsDialog && (
        <SettingsDialog preferences={preferences} onClose={() => setOpen(false)} />
      )}
    </>
  )
}
