import { SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { loadPart } from '../../http/parts.ts'
import { Boundary } from '../../ui/Boundary.tsx'
import { Button } from '../../ui/Button.tsx'
import { usePart } from '../../ui/use-part.ts'

const loadDialog = async () => (await loadPart(() => import('./SettingsDialog.tsx'))).SettingsDialog

export function SettingsButton() {
  const [open, setOpen] = useState(false)
  const { part: SettingsDialog } = usePart('settings', loadDialog, open)
  return (
    <>
      <Button
        look="quiet"
        tight
        aria-label="Settings"
        title="Settings"
        onClick={() => setOpen(true)}
      >
        <SlidersHorizontal size={17} aria-hidden />
      </Button>
      {open && SettingsDialog && (
        <Boundary what="This dialog">
          <SettingsDialog onClose={() => setOpen(false)} />
        </Boundary>
      )}
    </>
  )
}
