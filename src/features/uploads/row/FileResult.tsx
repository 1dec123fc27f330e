import type { ReactNode } from 'react'
import type { ListItem } from '../../../core/request/list-item.ts'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { AddButton } from '../toolbar/AddButton.tsx'
import { DetailsButton } from './DetailsButton.tsx'
import { UrlLink } from './UrlLink.tsx'

interface FileResultProps {
  listed: ListItem
  /** One more button among the others, and its error message. */
  button?: ReactNode
  note?: string | undefined
}

/** The URL of an uploaded file, with buttons that use it. */
export function FileResult({ listed, button, note }: FileResultProps) {
  const { url, gateway } = listed
  const ground = gateway === 'sandbox' ? 'bg-sandbox-soft' : 'bg-sunken'
  return (
    <div className={`grid grid-cols-1 rounded-lg ${ground}`}>
      <div className="flex items-center gap-1 p-1 pl-3">
        <UrlLink url={url} />
        <DetailsButton target={listed} />
        {button}
        <AddButton listed={listed} />
        <CopyButton label="Copy URL" text={() => url} />
      </div>
      {note && <p className="wrap-anywhere px-3 pb-2 text-bad text-sm">{note}</p>}
    </div>
  )
}
