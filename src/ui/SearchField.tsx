import { SearchIcon } from 'lucide-react'

interface SearchFieldProps {
  /** The accessible name, such as "Search files". */
  label: string
  value: string
  onChange: (text: string) => void
  /** Classes of the box around the field, which set its width. */
  className: string
}

/** A search field that reports each change. Escape clears it. */
export function SearchField({ label, value, onChange, className }: SearchFieldProps) {
  return (
    <div className={`relative ${className}`}>
      <SearchIcon
        size={15}
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-3 my-auto text-soft"
      />
      <input
        type="search"
        aria-label={label}
        placeholder="Search"
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        onKeyDown={({ key }) => key === 'Escape' && onChange('')}
        className="min-h-8 w-full min-w-0 rounded-lg border border-line bg-surface pointer-coarse:min-h-11 pr-2 pl-9 text-sm placeholder:text-soft"
      />
    </div>
  )
}
