import { ArrowLeft, X } from 'lucide-react'
import { useDeferredValue, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { version } from '../../../../package.json'
import type { Exchange } from '../../../core/traffic/exchange.ts'
import { harText } from '../../../core/traffic/export/har.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { saveFile } from '../../../ui/save-file.ts'
import { useValue } from '../../../ui/use-value.ts'
import { ExchangeView } from '../exchange/ExchangeView.tsx'
import { useInspector } from '../inspector-context.ts'
import { words } from '../words.ts'
import { LogBar } from './LogBar.tsx'
import { LogLines } from './LogLines.tsx'
import { NO_FILTER, useLog } from './use-log.ts'

/** Every call since the page was opened, and the details of the selected one. */
export function LogPanel() {
  const inspector = useInspector()
  const { log } = inspector
  const { filter, setFilter, lines, shown, counts, broken } = useLog(log)
  const [isFollowing, setFollowing] = useState(true)
  const [chosen, setChosen] = useState<Exchange>()
  const [isOpen, setOpen] = useState(false)
  const list = useRef<HTMLDivElement>(null)
  const underWay = useValue(inspector.underWay)
  const isEmpty = lines.length === 0

  function choose(exchange: Exchange, isOpened: boolean): void {
    setChosen(exchange)
    if (isOpened) setOpen(true)
  }

  function leaveCall(): void {
    flushSync(() => setOpen(false))
    list.current?.focus({ preventScroll: true })
  }

  function clear(): void {
    log.clear()
    setChosen(undefined)
    setOpen(false)
  }

  return (
    <div className="flex h-full flex-col">
      <div className={isOpen ? 'max-lg:hidden' : ''}>
        <LogBar
          filter={filter}
          onFilter={setFilter}
          counts={counts}
          summary={words.logs.summary({ all: lines.length, shown: shown.length, broken, underWay })}
          isFollowing={isFollowing}
          onFollow={setFollowing}
          isEmpty={isEmpty}
          isNothingShown={shown.length === 0}
          onClear={clear}
          onSave={() => saveFile(nameLog(), 'application/json', harText(shown, version))}
        />
      </div>
      <div className={`grid min-h-0 flex-1 grid-cols-1 ${isOpen ? 'lg:grid-cols-2' : ''}`}>
        {shown.length > 0 ? (
          <LogLines
            list={list}
            lines={shown}
            chosen={chosen}
            onChoose={choose}
            isFollowing={isFollowing}
            onFollow={setFollowing}
            className={isOpen ? 'max-lg:hidden' : ''}
          />
        ) : (
          <EmptyLog isEmpty={isEmpty} onShowAll={() => setFilter(NO_FILTER)} isHidden={isOpen} />
        )}
        {isOpen && chosen && <ChosenCall exchange={chosen} onLeave={leaveCall} />}
      </div>
    </div>
  )
}

/** The selected call. It stands beside the lines, or replaces them in a narrow window. */
function ChosenCall(props: { exchange: Exchange; onLeave: () => void }) {
  const { onLeave } = props
  const exchange = useDeferredValue(props.exchange)
  const back = useRef<HTMLButtonElement>(null)

  // Follows the selected line. It may be hidden now, with the focus in it.
  useLayoutEffect(() => {
    if (document.activeElement?.checkVisibility()) return
    back.current?.focus({ preventScroll: true })
  }, [])

  return (
    <section
      aria-label={words.logs.chosenCall}
      className="scroll-quiet relative min-h-0 min-w-0 overflow-y-auto border-line px-5 pb-4 max-sm:px-4 lg:border-t lg:border-s"
    >
      <IconButton
        icon={X}
        label={words.logs.closeCall}
        onClick={onLeave}
        className="absolute top-1 end-3 z-1 max-lg:hidden"
      />
      <Button ref={back} look="quiet" onClick={onLeave} className="-ms-2 lg:hidden">
        <Icon of={ArrowLeft} className="rtl:rotate-180" />
        <span>{words.logs.back}</span>
      </Button>
      <ExchangeView exchange={exchange} />
    </section>
  )
}

function EmptyLog(props: { isEmpty: boolean; isHidden: boolean; onShowAll: () => void }) {
  const hidden = props.isHidden ? 'max-lg:hidden' : ''
  return (
    <div
      className={`flex flex-wrap items-center gap-3 self-start px-5 py-2 text-soft max-sm:px-4 ${hidden}`}
    >
      <p>{props.isEmpty ? words.logs.empty : words.logs.noMatch}</p>
      {!props.isEmpty && <Button onClick={props.onShowAll}>{words.logs.showAll}</Button>}
    </div>
  )
}

function nameLog(): string {
  return `refdrop-log-${new Date().toISOString().slice(0, 19).replace(/:/g, '-')}.har`
}
