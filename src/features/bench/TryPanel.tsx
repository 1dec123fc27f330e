import type { ReactNode } from 'react'
import type { Exchange } from '../../core/exchange.ts'
import { ExchangePanel, type PanelId } from './ExchangePanel.tsx'
import { TakeOutBar } from './TakeOutBar.tsx'
import { TryList } from './TryList.tsx'

interface TryPanelProps {
  panel: PanelId
  /** Newest first. */
  tries: readonly Exchange[]
  /** Place in them of the one that is shown. */
  shown: number
  onShow: (place: number) => void
  /** In their place where there are none. */
  children: ReactNode
}

/** One side of one of a file's calls. */
export function TryPanel({ panel, tries, shown, onShow, children }: TryPanelProps) {
  const exchange = tries[shown]
  if (!exchange) return <p className="text-soft text-sm">{children}</p>
  return (
    <div className="grid min-w-0 grid-cols-1 gap-4">
      <TryList tries={tries} shown={shown} onShow={onShow} />
      <ExchangePanel panel={panel} exchange={exchange} />
      <TakeOutBar exchange={exchange} tries={tries} />
    </div>
  )
}
