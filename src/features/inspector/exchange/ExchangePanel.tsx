import type { Exchange } from '../../../core/traffic/exchange.ts'
import { words } from '../words.ts'
import { RequestPanel } from './RequestPanel.tsx'
import { ResponsePanel } from './ResponsePanel.tsx'
import { TimingPanel } from './TimingPanel.tsx'

export const PANELS = [
  { id: 'request', label: words.call.request },
  { id: 'response', label: words.call.response },
  { id: 'timing', label: words.call.timing },
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
