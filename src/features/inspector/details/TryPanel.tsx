import type { ReactNode } from 'react'
import type { Exchange } from '../../../core/traffic/exchange.ts'
import { ExchangePanel, type PanelId } from '../exchange/ExchangePanel.tsx'
import { ExportBar } from '../exchange/ExportBar.tsx'
import { TryList } from './TryList.tsx'

interface TryPanelProps {
  panel: PanelId
  /** Newest first. */
  tries: readonly Exchange[]
  /** Index of the shown try. */
  shown: number
  onShow: (place: number) => void
  isUnderWay: boolean
  /** Replaces the tries when the list is empty. */
  children: ReactNode
}

export function TryPanel(props: TryPanelProps) {
  const { panel, tries, shown, onShow, isUnderWay, children } = props
  const exchange = tries[shown]
  const underWay = isUnderWay && (
    <p className="text-soft text-sm">A try is under way; it stands here when it is over.</p>
  )
  if (!exchange) return underWay || <p className="text-soft text-sm">{children}</p>
  return (
    <div className="grid min-w-0 grid-cols-1 gap-4">
      {underWay}
      <TryList tries={tries} shown={shown} onShow={onShow} />
      <ExchangePanel panel={panel} exchange={exchange} />
      <ExportBar exchange={exchange} tries={tries} />
    </div>
  )
}
