import type { Exchange } from '../../../core/traffic/exchange.ts'
import { RequestPanel } from './RequestPanel.tsx'
import { ResponsePanel } from './ResponsePanel.tsx'
import { TimingPanel } from './TimingPanel.tsx'

export const PANELS = [
  { id: 'request', label: 'Request' },
  { id: 'response', label: 'Response' },
  { id: 'timing', label: 'Timing' },
] as const

export type PanelId = (typeof PANELS)[number]['id']

export function ExchangePanel({ panel, exchange }: { panel: PanelId; exchange: Exchange }) {
  switch (panel) {
    case 'request':
      return <RequestPanel exchange={exchange} />
    case 'response':
      return <ResponsePanel exchange={exchange} />
    case 'timing':
      return <TimingPanel exchange={exchange} />
  }
}
