import { useEffect, useRef } from 'react'
import type { Share } from '../../core/intake/share.ts'
import { formatBytes } from '../../core/text/format.ts'
import { showOnOneLine } from '../../core/text/visible-text.ts'
import { Button } from '../../ui/Button.tsx'
import { useAnnounce } from '../../ui/LiveRegions.tsx'
import { leaveFocus } from '../../ui/leave-focus.ts'
import { MiddleText } from '../../ui/MiddleText.tsx'
import { words } from './words.ts'

/** Names that are listed. The rest is counted. */
const MAX_NAMES = 50

interface SharePanelProps {
  shares: readonly Share[]
  onUpload: () => void
  onDiscard: () => void
}

/** What the system gave the page. It waits for a press, because any page can share. */
export function SharePanel({ shares, onUpload, onDiscard }: SharePanelProps) {
  const { politely } = useAnnounce()
  const panel = useRef<HTMLFieldSetElement>(null)
  const files = shares.flatMap((share) => share.files)
  const urls = shares.flatMap((share) => share.urls)
  const areOpened = shares.every(({ isOpened }) => isOpened)
  const title = areOpened ? words.opened(files.length) : words.shared(files.length, urls.length)
  const lines = [
    ...files.map(({ name, size }) => [name, formatBytes(size)] as const),
    ...urls.map((url) => [url, words.link] as const),
  ]

  // Follows what waits into the live region, which is outside of this component.
  useEffect(() => politely(title), [politely, title])

  function leave(act: () => void): void {
    leaveFocus(panel.current)
    act()
  }

  return (
    <fieldset
      ref={panel}
      aria-label={title}
      className="min-w-0 animate-appear rounded-region bg-raised p-3 text-body forced-colors:border"
    >
      <p className="font-strong">{title}</p>
      <p className="text-meta text-soft">{areOpened ? words.openedNote : words.sharedNote}</p>
      <ul
        aria-label={words.names}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and nothing in it has the focus
        tabIndex={0}
        className="scroll-quiet mt-2 max-h-[min(10rem,30dvh)] overflow-y-auto"
      >
        {lines.slice(0, MAX_NAMES).map(([name, detail], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name
          <li key={index} className="flex min-h-6 items-center gap-3">
            <MiddleText text={showOnOneLine(name)} className="flex-1" />
            <span className="shrink-0 text-meta text-soft">{detail}</span>
          </li>
        ))}
        {lines.length > MAX_NAMES && (
          <li className="text-soft">{words.more(lines.length - MAX_NAMES)}</li>
        )}
      </ul>
      {shares.some(({ hasOtherText }) => hasOtherText) && (
        <p className="mt-2 text-meta text-soft">{words.textLeftOut}</p>
      )}
      <div className="mt-3 flex justify-end gap-2">
        <Button size="medium" onClick={() => leave(onDiscard)}>
          {words.discard}
        </Button>
        <Button look="filled" size="medium" onClick={() => leave(onUpload)}>
          {words.upload}
        </Button>
      </div>
    </fieldset>
  )
}
