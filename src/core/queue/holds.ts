import type { GatewayId } from '../api/gateways.ts'
import type { Problem } from '../api/problem.ts'
import { createValue, type ReadonlyValue } from '../state/value.ts'
import { HOLD_KINDS, type HoldKind } from '../uploads/stage.ts'

/**
 * Why nothing is sent to a gateway. Where it ends by itself, `until` is milliseconds since 1970, and
 * `length` how many milliseconds it lasts in all.
 */
export interface Hold {
  kind: HoldKind
  gateway: GatewayId
  until?: number
  length?: number
  /** What the gateway said. */
  problem?: Problem
}

/** What holds each gateway: several things may at once, of which the weightiest counts. */
export function createHolds() {
  const holds = new Map<GatewayId, Map<HoldKind, Hold>>()
  const all = createValue<readonly Hold[]>([])

  function weightiest(gateway: GatewayId): Hold | undefined {
    const ofGateway = holds.get(gateway)
    for (const kind of HOLD_KINDS) {
      const hold = ofGateway?.get(kind)
      if (hold) return hold
    }
    return undefined
  }

  function update(): void {
    all.set([...holds.keys()].flatMap((gateway) => weightiest(gateway) ?? []))
  }

  return {
    on: weightiest,
    has: (gateway: GatewayId, kind: HoldKind) => holds.get(gateway)?.has(kind) ?? false,

    set(hold: Hold): void {
      const ofGateway = holds.get(hold.gateway) ?? new Map<HoldKind, Hold>()
      holds.set(hold.gateway, ofGateway.set(hold.kind, hold))
      update()
    },

    /** @returns whether there was one of these kinds */
    lift(gateway: GatewayId, ...kinds: HoldKind[]): boolean {
      const lifted = kinds.filter((kind) => holds.get(gateway)?.delete(kind))
      if (lifted.length > 0) update()
      return lifted.length > 0
    },

    /** The weightiest of each gateway that is held. The same array until one changes. */
    all: all as ReadonlyValue<readonly Hold[]>,
  }
}
