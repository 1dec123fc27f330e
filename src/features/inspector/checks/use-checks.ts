import { DEFAULT_VERSION } from '../../../core/api/api-version.ts'
import type { ContentHash } from '../../../core/api/contract.ts'
import type { GatewayId } from '../../../core/api/gateways.ts'
import { ProblemError } from '../../../core/api/problem.ts'
import { createValue } from '../../../core/state/value.ts'
import { type CheckRun, startCheckRun } from '../../../core/traffic/checks/check-run.ts'
import { useValue } from '../../../ui/use-value.ts'
import { useInspector } from '../inspector-context.ts'

/** The latest run of each gateway and version. A run continues while its panel is hidden. */
const latestRuns = createValue<Readonly<Record<string, CheckRun>>>({})

/**
 * The version of this gateway, the latest run of its checks, and a function that starts another.
 */
export function useChecks(gateway: GatewayId) {
  const { callFor, versions } = useInspector()
  const version = useValue(versions[gateway]) ?? DEFAULT_VERSION
  const id = `${gateway} ${version}`
  const run = useValue(latestRuns)[id]

  function start(): CheckRun {
    const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
    const started = startCheckRun({ call: callFor(gateway), hash: hashBytes, random }, version)
    latestRuns.set({ ...latestRuns.get(), [id]: started })
    return started
  }

  return { version, run, start }
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
