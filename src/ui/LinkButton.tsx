import { ExternalLink } from 'lucide-react'
import type { ComponentProps } from 'react'
import { Icon } from './Icon.tsx'

interface LinkButtonProps extends ComponentProps<'a'> {
  href: string
  label: string
}

/** A link to another site that looks like a button. Opens a tab. */
export function LinkButton({ label, className = '', ...rest }: LinkButtonProps) {
  return (
    <a
      {...rest}
      target="_blank"
      rel="noopener noreferrer"
      className={`inline-flex min-h-(--control-small) items-center gap-1.5 whitespace-nowrap rounded-control border border-line px-2 hover:bg-hover ${className}`}
    >
      <span>{label}</span>
      <Icon of={ExternalLink} size={14} />
    </a>
  )
}
