import { useState } from 'react'
import type { Exchange } from '../../../core/traffic/exchange.ts'
import { Tabs } from '../../../ui/Tabs.tsx'
import { words } from '../words.ts'
import { ExchangePanel, PANELS, type PanelId } from './ExchangePanel.tsx'
import { ExportBar } from './ExportBar.tsx'

/** One call with its tabs, and buttons to export it. */
export function ExchangeView({ exchange }: { exchange: Exchange }) {
  const [panel, setPanel] = useState<PanelId>('request')
  return (
    <div className="grid min-w-0 grid-cols-1 gap-4">
      <div className="min-w-0">
        <Tabs label={words.call.call} tabs={PANELS} selected={panel} onSelect={setPanel}>
          <ExchangePanel panel={panel} exchange={exchange} />
        </Tabs>
      </div>
      <ExportBar exchange={exchange} />
    </div>
  )
}
