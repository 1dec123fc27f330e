import type { GatewayId } from '../../../core/api/gateways.ts'
import type { Hold } from '../../../core/queue/holds.ts'
import type { Report } from '../../../core/queue/progress-report.ts'

/** The sentence of a hold: one line, on phones two. */
export const SENTENCE_LOOK =
  'min-w-0 truncate max-sm:line-clamp-2 max-sm:whitespace-normal max-sm:leading-4'

/** The hold that files wait for. One of the gateway in use comes first. */
export function holdOf(
  { holds, waits }: Pick<Report, 'holds' | 'waits'>,
  gateway: GatewayId,
): Hold | undefined {
  const felt = holds.filter(({ kind }) => {
    const isCut = kind === 'offline' || kind === 'unreachable'
    return waits[kind] || (isCut && waits.retry)
  })
  return felt.find((hold) => hold.gateway === gateway) ?? felt[0]
}

/** The background colour: a person can add a key, must act, or only waits. */
export function groundOf({ kind }: Hold): string {
  switch (kind) {
    case 'key':
      return 'bg-accent-soft'
    case 'bad-key':
    case 'balance':
      return 'bg-bad-soft'
    case 'offline':
    case 'unreachable':
    case 'rate-limit':
      return 'bg-sunken'
  }
}
