import { ArrowLeft, X } from 'lucide-react'
import { useDeferredValue, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { version } from '../../../../package.json'
import type { Exchange } from '../../../core/traffic/exchange.ts'
import { harText } from '../../../core/traffic/export/har.ts'
import { Button } from '../../../ui/Button.tsx'
import { saveFile } from '../../../ui/save-file.ts'
import { useValue } from '../../../ui/use-value.ts'
import { ExchangeView } from '../exchange/ExchangeView.tsx'
import { useInspector } from '../inspector-context.ts'
import { LogBar } from './LogBar.tsx'
import { LogLines } from './LogLines.tsx'
import { NO_FILTER, summarizeLog, useLog } from './use-log.ts'

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
    <div className="flex h-full flex-col gap-2">
      <div className={isOpen ? 'max-lg:hidden' : ''}>
        <LogBar
          filter={filter}
          onFilter={setFilter}
          counts={counts}
          summary={summarizeLog({ all: lines.length, shown: shown.length, broken, underWay })}
          isFollowing={isFollowing}
          onFollow={setFollowing}
          isEmpty={isEmpty}
          isNothingShown={shown.length === 0}
          onClear={clear}
          onSave={() => saveFile(nameLog(), 'application/json', harText(shown, version))}
        />
      </div>
      <div className={`grid min-h-0 flex-1 grid-cols-1 gap-3 ${isOpen ? 'lg:grid-cols-2' : ''}`}>
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
    <section aria-label="Chosen call" className="relative min-h-0 min-w-0 overflow-y-auto">
      <Button
        look="quiet"
        tight
        aria-label="Close the call"
        onClick={onLeave}
        className="absolute top-0 right-0 z-1 max-lg:hidden"
      >
        <X size={15} aria-hidden />
      </Button>
      <Button ref={back} look="quiet" tight onClick={onLeave} className="mb-1 lg:hidden">
        <ArrowLeft size={15} aria-hidden /> Back
      </Button>
      <ExchangeView exchange={exchange} />
    </section>
  )
}

function EmptyLog(props: { isEmpty: boolean; isHidden: boolean; onShowAll: () => void }) {
  const hidden = props.isHidden ? 'max-lg:hidden' : ''
  return (
    <div
      className={`grid place-content-center justify-items-center gap-2 rounded-lg border border-line border-dashed p-4 text-center text-soft text-sm ${hidden}`}
    >
      {props.isEmpty ? (
        <p className="max-w-md text-balance">
          No call yet. Each one that Refdrop makes becomes a line here: uploads, tests, checks, and
          what the page asks for itself.
        </p>
      ) : (
        <>
          <p>No call fits.</p>
          <Button onClick={props.onShowAll}>Show all calls</Button>
        </>
      )}
    </div>
  )
}

function nameLog(): string {
  return `refdrop-log-${new Date().toISOString().slice(0, 19).replace(/:/g, '-')}.har`
}
