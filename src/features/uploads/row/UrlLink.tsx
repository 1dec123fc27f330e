import type { MouseEvent } from 'react'
import type { ListItem } from '../../../core/request/list-item.ts'
import { isWebLink } from '../../../core/text/url-link.ts'
import { useRowController } from './row-controller.ts'
import { splitUrl } from './url-parts.ts'
import { words } from './words.ts'

/** A URL is read from left to right in each language. */
const TEXT =
  'group/url [direction:ltr] block min-w-0 overflow-hidden whitespace-nowrap rounded-sm font-mono text-code text-soft'

/** A part with its own width. Flex items would add line breaks to copied text. */
const PART = 'inline-block overflow-hidden align-bottom group-hover/url:underline'

/** A box of no width: its text can be selected and read, but not seen. */
const HIDDEN = `${PART} w-0`

/**
 * The URL of a file. Its text is the whole URL, shortened by CSS only. A plain mouse click copies
 * it. Every other activation opens it. A URL that is not http or https is not a link.
 */
export function UrlLink({ item }: { item: ListItem }) {
  const rowController = useRowController()
  const { url } = item
  if (!isWebLink(url)) return <span className={TEXT}>{url}</span>

  function click(event: MouseEvent<HTMLAnchorElement>): void {
    if (!isPlainMouseClick(event)) return
    event.preventDefault()
    void rowController.copy(item)
  }

  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      tabIndex={-1}
      data-tip={words.urlTip}
      onClick={click}
      className={`${TEXT} cursor-copy underline-offset-3 hover:text-ink hover:underline`}
    >
      <ShortUrl url={url} />
    </a>
  )
}

function ShortUrl({ url }: { url: string }) {
  const { scheme, host, folders, start, rest, end } = splitUrl(url)
  // In characters: dots, slash and end, less half a character for rounding.
  const others = end.length + (rest ? 2.5 : 1.5)
  return (
    <>
      <span className={HIDDEN}>{scheme}</span>
      <span className={`${HIDDEN} @min-[62.5rem]:w-auto`}>{host}</span>
      <span className="before:content-['…/'/'']">
        <span className={HIDDEN}>{folders}</span>
      </span>
      <span className={PART} style={{ maxWidth: `calc(100% - ${others}ch)` }}>
        {start}
      </span>
      {rest && (
        <span className="before:content-['…'/'']">
          <span className={HIDDEN}>{rest}</span>
        </span>
      )}
      <span>{end}</span>
    </>
  )
}

/** False for touch and screen readers, where people expect a link to open. */
function isPlainMouseClick({ nativeEvent, ...event }: MouseEvent): boolean {
  const isModified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey
  const isMouse =
    'pointerType' in nativeEvent ? nativeEvent.pointerType === 'mouse' : event.detail > 0
  return isMouse && !isModified && event.button === 0
}
