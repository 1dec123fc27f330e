import type { Credential } from '../../core/api/credential.ts'
import { GATEWAYS, type GatewayId } from '../../core/api/gateways.ts'
import { formatCents } from '../../core/text/format.ts'
import type { HoldKind } from '../../core/uploads/stage.ts'
import { words } from './pill-words.ts'

export interface PillInput {
  gateway: GatewayId
  credential: Credential
  hold: HoldKind | undefined
  isRefused: boolean
  /** Undefined while it is unknown. */
  cents: number | undefined
  /** False when the key field is on the page, or while it is unknown whether there is a key. */
  asksForKey: boolean
}

export interface PillFacts {
  look: 'fine' | 'hollow' | 'bad' | 'sandbox'
  /** Name of the gateway. */
  label: string
  /** The mask of the key. */
  mask?: string | undefined
  /** What matters most now. */
  more?: string | undefined
  /** Whether `more` is an invitation. */
  invites?: true
  /** The accessible name. */
  name: string
}

/** What the account pill says. */
export function pillFacts(input: PillInput): PillFacts {
  const { gateway } = input
  const { label } = GATEWAYS[gateway]
  const facts = factsOf(input)
  const spoken = [label, facts.mask, facts.spoken ?? facts.more].filter(Boolean).join(', ')
  const { spoken: _, ...shown } = facts
  const look = gateway === 'sandbox' && shown.look !== 'bad' ? 'sandbox' : shown.look
  return { ...shown, look, label, name: `${words.account} ${spoken}` }
}

type Facts = Omit<PillFacts, 'label' | 'name'> & { spoken?: string }

function factsOf(input: PillInput): Facts {
  const { gateway, credential, hold, isRefused, cents, asksForKey } = input
  const mask = 'mask' in credential ? credential.mask : undefined
  if (hold === 'offline') return { look: 'hollow', more: words.offline }
  if (hold === 'unreachable') return { look: 'hollow', more: words.unreachable }
  if (isRefused) return { look: 'bad', more: words.keyRejected }
  if (credential.kind === 'none') {
    return asksForKey ? { look: 'hollow', more: words.addKey, invites: true } : { look: 'hollow' }
  }
  // Without a saved key, the sandbox shows neither mask nor balance.
  if (gateway === 'sandbox' && mask === undefined && hold !== 'balance') return { look: 'fine' }
  if (cents === undefined) return { look: hold === 'balance' ? 'bad' : 'fine', mask }
  const more = formatCents(cents)
  const look = cents <= 0 || hold === 'balance' ? 'bad' : 'fine'
  return { look, mask, more, spoken: words.balanceOf(more) }
}
