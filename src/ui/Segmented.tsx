import type { LucideIcon } from 'lucide-react'
import { useId } from 'react'
import { Icon } from './Icon.tsx'

interface SegmentedOption<T extends string> {
  value: T
  label: string
  /** Shown instead of the label, which becomes the name and the tooltip. */
  icon?: LucideIcon
}

interface SegmentedProps<T extends string> {
  /** The accessible name of the group. */
  label: string
  options: readonly SegmentedOption<T>[]
  value: T
  onChange: (value: T) => void
  /** 30 or 32 pixels high. */
  size?: 'small' | 'medium'
  /** All options are equally wide and fill the row. */
  isWide?: boolean
  className?: string
}

const OPTION =
  'relative flex items-center justify-center gap-1.5 whitespace-nowrap rounded-md text-soft hover:text-ink has-checked:bg-segment has-checked:text-ink has-checked:[box-shadow:0_0_0_1px_var(--color-line),0_1px_2px_#0000000d] has-focus-visible:outline-2 has-focus-visible:outline-accent forced-colors:has-checked:border pointer-coarse:min-h-11 pointer-coarse:min-w-11'

/** Radio buttons that look like one control with segments. */
export function Segmented<T extends string>(props: SegmentedProps<T>) {
  const { label, options, value, onChange, size = 'medium', isWide = false, className = '' } = props
  // A unique name, because browsers group all radio buttons of one name.
  const name = useId()
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={`inline-flex max-w-full gap-0.5 rounded-control bg-sunken p-0.5 pointer-coarse:p-0 forced-colors:border ${className}`}
    >
      {options.map((option) => (
        <label
          key={option.value}
          data-tip={option.icon && option.label}
          className={`${OPTION} ${size === 'small' ? 'min-h-6.5' : 'min-h-7'} ${option.icon ? 'w-7.5' : 'px-2.5'} ${isWide ? 'flex-1' : ''}`}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            aria-label={option.icon && option.label}
            className="absolute inset-0 size-full cursor-pointer opacity-0"
          />
          {option.icon ? <Icon of={option.icon} /> : <span>{option.label}</span>}
        </label>
      ))}
    </div>
  )
}
