import { X } from 'lucide-react'
import { Activity, type ReactNode, useEffect, useRef, useState } from 'react'
import type { GatewayId } from '../../core/api/gateways.ts'
import { formatNumber } from '../../core/text/format.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { leaveFocus } from '../../ui/leave-focus.ts'
import { Tabs } from '../../ui/Tabs.tsx'
import { useValue } from '../../ui/use-value.ts'
import { ChecksPanel } from './checks/ChecksPanel.tsx'
import { TabCustomSend } from './custom-send/TabCustomSend.tsx'
import { DockEdge } from './DockEdge.tsx'
import { useInspector } from './inspector-context.ts'
import { LogPanel } from './log/LogPanel.tsx'
import { useDockHeight } from './use-dock-height.ts'
import { words } from './words.ts'

export type InspectorPanel = 'log' | 'custom-send' | 'checks' | 'failures'

interface InspectorDockProps {
  gateway: GatewayId
  panel: InspectorPanel
  onPanel: (panel: InspectorPanel) => void
  onClose: () => void
  /** Number of simulated failures, beside the name of their tab. */
  failureCount: number
  /** The tab of the simulated failures. False without a sandbox. */
  failures: ReactNode
}

/** The inspector: the last row of the page, on small screens a sheet that stays at its bottom. */
export function InspectorDock(props: InspectorDockProps) {
  const { gateway, panel, onPanel, onClose, failureCount, failures } = props
  const section = useRef<HTMLElement>(null)
  const opener = useRef<HTMLElement>(null)
  const { height, min, max, setHeight } = useDockHeight()
  const { log } = useInspector()
  const calls = useValue({ get: () => log.all().length, subscribe: log.subscribe })

  // Moves the focus into the inspector, which is the last element of the page.
  useEffect(() => {
    const { activeElement } = document
    if (!(activeElement instanceof HTMLElement)) return
    if (section.current?.contains(activeElement)) return
    if (activeElement !== document.body) opener.current = activeElement
    section.current
      ?.querySelector<HTMLElement>('[role=tab][aria-selected=true]')
      ?.focus({ preventScroll: true })
  }, [])

  function close(): void {
    if (opener.current?.checkVisibility()) opener.current.focus({ preventScroll: true })
    leaveFocus(section.current)
    onClose()
  }

  const tabs = [
    { id: 'log', label: <TabLabel text={words.log} count={calls} /> },
    { id: 'custom-send', label: words.customSend },
    { id: 'checks', label: words.checks },
    { id: 'failures', label: <TabLabel text={words.failures} count={failureCount} isBad /> },
  ] as const

  return (
    <section
      ref={section}
      aria-label={words.inspector}
      style={{ height }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) close()
      }}
      className="sticky bottom-0 z-dock flex shrink-0 flex-col border-line-strong border-t bg-panel max-lg:animate-rise max-sm:rounded-t-sheet max-sm:shadow-float [&>:nth-child(2)]:pe-2 [&>:nth-child(2)]:ps-5 [&>[role=tabpanel]]:min-h-0 [&>[role=tabpanel]]:flex-1 [&>[role=tabpanel]]:overflow-auto [&>[role=tabpanel]]:p-0 max-sm:[&>:nth-child(2)]:ps-4"
    >
      <DockEdge height={height} min={min} max={max} onChange={setHeight} />
      <Tabs
        label={words.inspector}
        tabs={failures ? tabs : tabs.slice(0, 3)}
        selected={panel}
        onSelect={onPanel}
        aside={<IconButton icon={X} label={words.close} onClick={close} />}
      >
        <KeptPanel isShown={panel === 'log'}>
          <LogPanel />
        </KeptPanel>
        <KeptPanel isShown={panel === 'custom-send'}>
          <TabCustomSend gateway={gateway} />
        </KeptPanel>
        <KeptPanel isShown={panel === 'checks'}>
          <ChecksPanel gateway={gateway} />
        </KeptPanel>
        <KeptPanel isShown={panel === 'failures'}>{failures}</KeptPanel>
      </Tabs>
    </section>
  )
}

/** Screen readers find the count in the panel. The name of the tab stays the same. */
function TabLabel({ text, count, isBad }: { text: string; count: number; isBad?: boolean }) {
  return (
    <>
      <span>{text}</span>
      <span
        aria-hidden
        className={`ms-1.5 text-badge empty:hidden ${isBad ? 'text-bad' : 'text-soft'}`}
      >
        {count > 0 ? formatNumber(count) : ''}
      </span>
    </>
  )
}

/** Renders a panel when it is first shown. A hidden panel keeps its state. */
function KeptPanel({ isShown, children }: { isShown: boolean; children: ReactNode }) {
  const [wasShown, setWasShown] = useState(isShown)
  if (isShown && !wasShown) setWasShown(true)
  return wasShown && <Activity mode={isShown ? 'visible' : 'hidden'}>{children}</Activity>
}
