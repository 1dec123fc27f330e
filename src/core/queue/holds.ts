import type { GatewayId } from '../api/gateways.ts'
import type { Problem } from '../api/problem.ts'
import { createValue, type ReadonlyValue } from '../state/value.ts'
import { HOLD_KINDS, type HoldKind } from '../uploads/stage.ts'

/** Why nothing is sent to a gateway. */
export interface Hold {
  kind: HoldKind
  gateway: GatewayId
  /** When it ends by itself, in milliseconds since 1970. */
  until?: number
  /** Its whole length in milliseconds, when it ends by itself. */
  length?: number
  /** The gateway's refusal. */
  problem?: Problem
}

/** The holds of each gateway. When there are several, the first in `HOLD_KINDS` takes effect. */
export function createHolds() {
  const holds = new Map<GatewayId, Map<HoldKind, Hold>>()
  const all = createValue<readonly Hold[]>([])

  function strongest(gateway: GatewayId, except?: HoldKind): Hold | undefined {
    const ofGateway = holds.get(gateway)
    for (const kind of HOLD_KINDS) {
      const hold = ofGateway?.get(kind)
      if (hold && kind !== except) return hold
    }
    return undefined
  }

  function update(): void {
    all.set([...holds.keys()].flatMap((gateway) => strongest(gateway) ?? []))
  }

  return {
    on: strongest,
    has: (gateway: GatewayId, kind: HoldKind) => holds.get(gateway)?.has(kind) ?? false,

    set(hold: Hold): void {
      const ofGateway = holds.get(hold.gateway) ?? new Map<HoldKind, Hold>()
      holds.set(hold.gateway, ofGateway.set(hold.kind, hold))
      update()
    },

    /** @returns whether the gateway was held by one of these kinds */
    lift(gateway: GatewayId, ...kinds: HoldKind[]): boolean {
      const lifted = kinds.filter((kind) => holds.get(gateway)?.delete(kind))
      if (lifted.length > 0) update()
      return lifted.length > 0
    },

    /** The effective hold of each held gateway. */
    all: all as ReadonlyValue<readonly Hold[]>,
  }
}
