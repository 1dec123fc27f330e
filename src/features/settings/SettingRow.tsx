import { type ReactNode, useId } from 'react'

/** One line of the settings: what it is about, and the control at its end. */
export function SettingRow(props: {
  title: string
  note?: string | undefined
  children: ReactNode
}) {
  const { title, note, children } = props
  return (
    <div className="grid items-center gap-x-5 gap-y-1 border-line py-3.5 not-first:border-t sm:grid-cols-[minmax(0,1fr)_auto]">
      <div>
        <p>{title}</p>
        {note && <p className="max-w-[46ch] text-meta text-soft">{note}</p>}
      </div>
      <div className="min-w-0">{children}</div>
    </div>
  )
}

interface SettingSwitchProps {
  title: string
  note: string
  isOn: boolean
  onChange: (isOn: boolean) => void
}

export function SettingSwitch({ title, note, isOn, onChange }: SettingSwitchProps) {
  const id = useId()
  return (
    <div className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-5 border-line py-3.5 not-first:border-t">
      <div>
        <p>{title}</p>
        <p id={id} className="max-w-[46ch] text-meta text-soft">
          {note}
        </p>
      </div>
      <button
        type="button"
        role="switch"
        aria-checked={isOn}
        aria-label={title}
        aria-describedby={id}
        onClick={() => onChange(!isOn)}
        className="group relative h-5 w-8.5 rounded-full bg-line-strong aria-checked:bg-accent-fill forced-colors:border forced-colors:aria-checked:bg-[Highlight] pointer-coarse:after:absolute pointer-coarse:after:-inset-3"
      >
        <span className="absolute top-0.5 start-0.5 size-4 rounded-full bg-on-accent transition-transform group-aria-checked:[translate:0.875rem] forced-colors:bg-[CanvasText]" />
      </button>
    </div>
  )
}
