import type { ContentHash } from '../../../core/api/contract.ts'
import type { GatewayId } from '../../../core/api/gateways.ts'
import { ProblemError } from '../../../core/api/problem.ts'
import { createValue } from '../../../core/state/value.ts'
import { type CheckRun, startCheckRun } from '../../../core/traffic/checks/check-run.ts'
import { useValue } from '../../../ui/use-value.ts'
import { useInspector } from '../inspector-context.ts'

/** The latest run of each gateway. A run continues while its panel is hidden. */
const latestRuns = createValue<Partial<Record<GatewayId, CheckRun>>>({})

/** The latest run of checks of this gateway, and a function that starts another. */
export function useChecks(gateway: GatewayId) {
  const { callFor } = useInspector()
  const run = useValue(latestRuns)[gateway]

  function start(): CheckRun {
    const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
    const started = startCheckRun({ call: callFor(gateway), hash: hashBytes, random })
    latestRuns.set({ ...latestRuns.get(), [gateway]: started })
    return started
  }

  return { run, start }
}

/**
 * Hashes on the main thread, because the files of checks are tiny.
 *
 * @throws {ProblemError} on an insecure origin
 */
async function hashBytes(bytes: Uint8Array<ArrayBuffer>): Promise<ContentHash> {
  const subtle: typeof crypto.subtle | undefined = crypto.subtle
  if (!subtle) {
    throw new ProblemError({ kind: 'unexpected', reason: 'an insecure origin hashes nothing here' })
  }
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes))
  return `sha256:${Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
