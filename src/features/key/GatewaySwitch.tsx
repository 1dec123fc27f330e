import { GATEWAYS, type GatewayId } from '../../core/api/gateways.ts'
import { RadioBar } from '../../ui/RadioBar.tsx'

const OPTIONS = [GATEWAYS.varg, GATEWAYS.sandbox].map(({ id, label }) => ({ value: id, label }))

/** Which gateway new files go to; always in sight. */
export function GatewaySwitch({
  gateway,
  onChange,
}: {
  gateway: GatewayId
  onChange: (gateway: GatewayId) => void
}) {
  return <RadioBar legend="Gateway" options={OPTIONS} value={gateway} onChange={onChange} />
}
