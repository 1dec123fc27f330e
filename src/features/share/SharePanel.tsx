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
  /** In the order of arrival. */
  shares: readonly Share[]
  /** Where the files go. Undefined without a key for it. */
  gateway: string | undefined
  /** Maximum bytes of a file there. */
  limit: number
  onUpload: () => void
  onDiscard: () => void
}

/** Files and links from the system. They wait for a press, because any page can share. */
export function SharePanel({ shares, gateway, limit, onUpload, onDiscard }: SharePanelProps) {
  const { politely } = useAnnounce()
  const panel = useRef<HTMLFieldSetElement>(null)
  const newest = shares.toReversed()
  const files = newest.flatMap((share) => share.files)
  const urls = newest.flatMap((share) => share.urls)
  const areOpened = shares.every(({ isOpened }) => isOpened)
  const title = areOpened ? words.opened(files.length) : words.shared(files.length, urls.length)
  const notes = [
    areOpened ? words.openedNote : words.sharedNote,
    ...(files.length > 0 && gateway === undefined ? [words.awaitsKey] : []),
    ...(urls.length > 0 ? [words.linksNote] : []),
    ...(shares.some(({ hasOtherText }) => hasOtherText) ? [words.textLeftOut] : []),
  ]
  const lines = newest.flatMap((share) => [
    ...share.files.map(({ name, size }) => ({
      ...{ name, detail: formatBytes(size) },
      problem: size > limit && words.tooLarge(formatBytes(limit)),
    })),
    ...share.urls.map((url) => ({ name: url, detail: words.link, problem: false })),
  ])

  // Announces in the live region, which is outside of this component.
  useEffect(() => politely(title), [politely, title])

  function leave(act: () => void): void {
    leaveFocus(panel.current)
    act()
  }

  return (
    <fieldset
      ref={panel}
      aria-label={title}
      className="grid min-w-0 gap-3 border-line border-b bg-panel px-(--pad) py-3.5 text-body sm:grid-cols-[minmax(0,1fr)_auto]"
    >
      <div>
        <p className="font-strong">{title}</p>
        <p className="text-pretty text-meta text-soft">{notes.join(' ')}</p>
      </div>
      <ul
        aria-label={words.names}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and nothing in it has the focus
        tabIndex={0}
        className="scroll-quiet max-h-36 overflow-y-auto sm:col-span-2 sm:max-w-140"
      >
        {lines.slice(0, MAX_NAMES).map(({ name, detail, problem }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name
          <li key={index} className="flex min-h-6 items-center gap-3">
            <MiddleText text={showOnOneLine(name)} className="flex-1" />
            {problem && <span className="shrink-0 text-bad text-meta">{problem}</span>}
            <span className="shrink-0 text-meta text-soft">{detail}</span>
          </li>
        ))}
        {lines.length > MAX_NAMES && (
          <li className="text-soft">{words.more(lines.length - MAX_NAMES)}</li>
        )}
      </ul>
      <div className="flex flex-wrap justify-end gap-2 sm:col-start-2 sm:row-start-1">
        <Button size="medium" onClick={() => leave(onDiscard)}>
          {words.discard}
        </Button>
        <Button look="filled" size="medium" onClick={() => leave(onUpload)}>
          {files.length > 0 && gateway !== undefined ? words.uploadTo(gateway) : words.upload}
        </Button>
      </div>
    </fieldset>
  )
}
