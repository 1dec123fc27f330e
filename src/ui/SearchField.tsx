import { SearchIcon, X } from 'lucide-react'
import { type Ref, useRef } from 'react'
import { Icon } from './Icon.tsx'
import { IconButton } from './IconButton.tsx'
import { Kbd } from './Kbd.tsx'
import { words } from './words.ts'

interface SearchFieldProps {
  /** The accessible name, such as "Search files". */
  label: string
  value: string
  onChange: (text: string) => void
  /** Classes of the box around the field, which set its width. */
  className: string
  placeholder?: string
  /** The key that focuses the field. It is shown while the field is empty. */
  keys?: string
  size?: 'small' | 'medium'
  ref?: Ref<HTMLInputElement>
}

const BOX =
  'w-full min-w-0 rounded-control border border-transparent bg-sunken px-8 text-body hover:border-line focus:bg-surface pointer-coarse:text-base forced-colors:border-current'

/** A search field that reports each change. Escape clears it. */
export function SearchField({
  label,
  value,
  onChange,
  className,
  placeholder = words.search,
  keys,
  size = 'medium',
  ref,
}: SearchFieldProps) {
  const box = useRef<HTMLDivElement>(null)
  return (
    <div ref={box} className={`relative flex items-center ${className}`}>
      <Icon of={SearchIcon} className="pointer-events-none absolute start-2.5 text-soft" />
      <input
        ref={ref}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || value === '') return
          event.preventDefault()
          onChange('')
        }}
        className={`${BOX} ${size === 'small' ? 'min-h-(--control-small)' : 'min-h-(--control)'}`}
      />
      {value !== '' ? (
        <IconButton
          label={words.clearText}
          icon={X}
          className="absolute end-0.5"
          onClick={() => {
            onChange('')
            box.current?.querySelector('input')?.focus()
          }}
        />
      ) : (
        keys && (
          <Kbd
            keys={keys}
            className="pointer-events-none absolute end-1.5 *:bg-surface @max-[50rem]:hidden"
          />
        )
      )}
    </div>
  )
}
