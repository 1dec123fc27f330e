import { X } from 'lucide-react'
import { Activity, type ReactNode, useEffect, useRef, useState } from 'react'
import type { GatewayId } from '../../core/api/gateways.ts'
import { Button } from '../../ui/Button.tsx'
import { leaveFocus } from '../../ui/leave-focus.ts'
import { Tabs } from '../../ui/Tabs.tsx'
import { ChecksPanel } from './checks/ChecksPanel.tsx'
import { TabCustomSend } from './custom-send/TabCustomSend.tsx'
import { DockEdge } from './DockEdge.tsx'
import { LogPanel } from './log/LogPanel.tsx'
import { useDockHeight } from './use-dock-height.ts'

export type InspectorPanel = 'log' | 'options' | 'checks'

const TABS = [
  { id: 'log', label: 'Log' },
  { id: 'options', label: 'Test options' },
  { id: 'checks', label: 'Checks' },
] as const

interface InspectorDockProps {
  gateway: GatewayId
  panel: InspectorPanel
  onPanel: (panel: InspectorPanel) => void
  onClose: () => void
}

/** The inspector at the lower edge of the window. */
export function InspectorDock({ gateway, panel, onPanel, onClose }: InspectorDockProps) {
  const section = useRef<HTMLElement>(null)
  const opener = useRef<HTMLElement>(null)
  const { height, min, max, setHeight } = useDockHeight()

  // Moves the focus into the dock, which is the last element of the page.
  useEffect(() => {
    const { activeElement } = document
    if (!(activeElement instanceof HTMLElement) || activeElement === document.body) return
    if (section.current?.contains(activeElement)) return
    opener.current = activeElement
    section.current
      ?.querySelector<HTMLElement>('[role=tab][aria-selected=true]')
      ?.focus({ preventScroll: true })
  }, [])

  function close(): void {
    if (opener.current?.checkVisibility()) opener.current.focus({ preventScroll: true })
    leaveFocus(section.current)
    onClose()
  }

  return (
    <section
      ref={section}
      aria-label="Test bench"
      style={{ height }}
      className="fixed inset-x-0 bottom-0 z-8 flex flex-col border-line-strong border-t bg-surface px-3 sm:px-4 [&>[role=tabpanel]]:min-h-0 [&>[role=tabpanel]]:flex-1 [&>[role=tabpanel]]:overflow-auto [&>[role=tabpanel]]:-mx-1 [&>[role=tabpanel]]:px-1 [&>[role=tabpanel]]:py-2"
    >
      <DockEdge height={height} min={min} max={max} onChange={setHeight} />
      <Tabs
        label="Test bench"
        tabs={TABS}
        selected={panel}
        onSelect={onPanel}
        aside={
          <Button
            look="quiet"
            tight
            aria-label="Close the test bench"
            onClick={close}
            className="mb-0.5 ml-auto"
          >
            <X size={15} aria-hidden />
          </Button>
        }
      >
        <KeptPanel isShown={panel === 'log'}>
          <LogPanel />
        </KeptPanel>
        <KeptPanel isShown={panel === 'options'}>
          <TabCustomSend gateway={gateway} />
        </KeptPanel>
        <KeptPanel isShown={panel === 'checks'}>
          <ChecksPanel gateway={gateway} />
        </KeptPanel>
      </Tabs>
    </section>
  )
}

/** Renders a panel when it is first shown. A hidden panel keeps its state. */
function KeptPanel({ isShown, children }: { isShown: boolean; children: ReactNode }) {
  const [wasShown, setWasShown] = useState(isShown)
  if (isShown && !wasShown) setWasShown(true)
  return wasShown && <Activity mode={isShown ? 'visible' : 'hidden'}>{children}</Activity>
}
