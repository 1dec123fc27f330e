import { useSyncExternalStore } from 'react'
import { SENDS } from '../../storage/preferences.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { RadioBar } from '../../ui/RadioBar.tsx'
import { HistorySection } from './HistorySection.tsx'
import { useSettings } from './settings-context.ts'

const OPTIONS = SENDS.map((amount) => ({ value: String(amount), label: String(amount) }))

/** Settings of uploads. A change applies immediately, also to uploads in flight. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const { preferences, transfer } = useSettings()
  const gateway = useSyncExternalStore(preferences.gateway.subscribe, preferences.gateway.get)
  const sends = useSyncExternalStore(preferences.sends.subscribe, preferences.sends.get)
  const verifies = useSyncExternalStore(preferences.verifies.subscribe, preferences.verifies.get)
  return (
    <Dialog title="Settings" onClose={onClose}>
      <div className="grid gap-5 text-sm">
        <div className="grid justify-items-start gap-1.5">
          <p className="font-medium">Files sent at a time</p>
          <RadioBar
            legend="Files sent at a time"
            options={OPTIONS}
            value={String(sends)}
            onChange={(value) => preferences.sends.set(Number(value))}
          />
          <p className="text-soft">
            More is faster for many small files. Large files go one at a time over a slow link. A
            rate limit of the gateway still applies.
          </p>
        </div>
        <label className="flex items-start gap-2">
          <input
            type="checkbox"
            className="mt-0.5"
            checked={verifies}
            onChange={({ target }) => preferences.verifies.set(target.checked)}
          />
          <span>
            <span className="font-medium">Verify every upload</span>
            <span className="block text-soft">
              Fetches each file back from its URL and compares it with yours. Takes as long as a
              download.
            </span>
          </span>
        </label>
        {transfer && <HistorySection transfer={transfer} gateway={gateway} />}
      </div>
    </Dialog>
  )
}
