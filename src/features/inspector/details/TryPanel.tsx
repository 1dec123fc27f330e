import type { ReactNode } from 'react'
import { ExchangePanel, type PanelId } from '../exchange/ExchangePanel.tsx'
import { words } from '../words.ts'
import { TryList, type TryListProps } from './TryList.tsx'

interface TryPanelProps extends TryListProps {
  panel: PanelId
  isUnderWay: boolean
  /** Replaces the tries when the list is empty. */
  children: ReactNode
}

export function TryPanel(props: TryPanelProps) {
  const { panel, tries, shown, onShow, isUnderWay, children } = props
  const exchange = tries[shown]
  const underWay = isUnderWay && <p className="text-soft">{words.details.underWay}</p>
  if (!exchange) return underWay || <p className="text-soft">{children}</p>
  return (
    <div className="grid min-w-0 grid-cols-1 gap-3">
      {underWay}
      <TryList tries={tries} shown={shown} onShow={onShow} />
      <ExchangePanel panel={panel} exchange={exchange} />
    </div>
  )
}
