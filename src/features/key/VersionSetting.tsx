import type { VersionChoice } from '../../storage/preferences.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { useAccount } from './account-context.ts'
import { words } from './panel-words.ts'
import { versionLine } from './version-line.ts'

const OPTIONS = (['automatic', 1, 2] as const satisfies VersionChoice[]).map((value) => ({
  value: String(value),
  label: words.versionName(value),
  choice: value,
}))

/** Sets the API version of the gateway in use, and whether file names are sent. */
export function VersionSetting() {
  const { gateway, version, versionChoice, foundVersion, chooseVersion, ...names } = useAccount()
  const { sendsNames, setSendsNames } = names
  const line = versionLine({
    version,
    choice: versionChoice,
    found: foundVersion,
    isSandbox: gateway === 'sandbox',
  })
  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <span aria-hidden>{words.apiVersion}</span>
        <Segmented
          label={words.apiVersion}
          options={OPTIONS}
          value={String(versionChoice)}
          onChange={(value) => {
            const option = OPTIONS.find((one) => one.value === value)
            if (option) chooseVersion(option.choice)
          }}
          size="small"
        />
      </div>
      <p className="text-meta text-soft">
        <span>{line}</span>
        {version === 2 && <span>{` ${words.names(sendsNames)}`}</span>}
      </p>
      {version === 2 && (
        <label className="flex min-h-6 items-center gap-2 justify-self-start pointer-coarse:min-h-11">
          <input
            type="checkbox"
            checked={sendsNames}
            onChange={({ target }) => setSendsNames(target.checked)}
          />
          {words.sendNames}
        </label>
      )}
    </div>
  )
}
