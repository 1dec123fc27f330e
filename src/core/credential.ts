import { type GatewayId, SANDBOX_KEY } from './gateways.ts'
import { maskKey } from './key.ts'
import type { Machine } from './machine.ts'

/** What opens a gateway now. The machine's own key stays on the machine: the page knows only its mask. */
export type Credential =
  | { kind: 'saved'; key: string; mask: string }
  | { kind: 'machine'; mask: string }
  | { kind: 'sandbox'; key: string }
  | { kind: 'none' }

/** A saved key comes first; the sandbox needs none, and varg.ai may use the machine's. */
export function credentialFor(
  gateway: GatewayId,
  savedKey: string | undefined,
  machine: Machine | undefined,
): Credential {
  if (savedKey !== undefined) return { kind: 'saved', key: savedKey, mask: maskKey(savedKey) }
  if (gateway === 'sandbox') return { kind: 'sandbox', key: SANDBOX_KEY }
  if (machine?.machineKey) return { kind: 'machine', mask: machine.machineKey }
  return { kind: 'none' }
}
