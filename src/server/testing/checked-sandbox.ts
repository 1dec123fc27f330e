import { createHash, randomBytes } from 'node:crypto'
import type { ApiVersion } from '../../core/api/api-version.ts'
import type { HeaderList } from '../../core/api/credential.ts'
import { BAD_KEY, type CheckCall, type CheckResult } from '../../core/traffic/checks/check.ts'
import { type CheckLine, resultOf } from '../../core/traffic/checks/check-line.ts'
import { startCheckRun } from '../../core/traffic/checks/check-run.ts'
import { toExchange } from '../../core/traffic/observed-call.ts'
import { ask } from './http-client.ts'

/** Makes the calls of checks over HTTP. Sends a large body only when the sandbox asks for it. */
function callerOf(base: string, key: string): CheckCall {
  const credentials = { own: key, bad: BAD_KEY, none: undefined }
  let calls = 0
  return async ({ method, target, key: which, headers: given, body, size }) => {
    calls += 1
    const credential = credentials[which]
    const asked: HeaderList =
      credential === undefined ? given : [...given, ['Authorization', `Bearer ${credential}`]]
    const url = target.startsWith('/') ? base + target : target
    const whole = body && Buffer.concat([body], size ?? body.length)
    const length = whole && { 'Content-Length': String(whole.length) }
    const { status, headers, bytes } = await ask(url, {
      method,
      headers: { ...Object.fromEntries(asked), ...length },
      waits: size !== undefined,
      ...(whole && { body: whole }),
    })
    const got = Object.entries(headers).map(([name, value]) => [name, String(value)] as const)
    const response = { status, headers: got, body: bytes.toString() }
    const exchange = toExchange(
      { at: calls, method, path: url, headers: asked, response, ended: 1 },
      { id: String(calls), purpose: 'check', gateway: 'sandbox', url },
    )
    return { exchange, bytes }
  }
}

/** Runs all checks of a version with the key. */
export async function runChecks(
  base: string,
  key: string,
  version: ApiVersion,
): Promise<readonly CheckLine[]> {
  const tools = {
    call: callerOf(base, key),
    hash: async (bytes: Uint8Array) =>
      `sha256:${createHash('sha256').update(bytes).digest('hex')}` as const,
    random: randomBytes,
  }
  const run = startCheckRun(tools, version)
  await run.over
  return run.progress().lines
}

/** The ids of checks with this outcome. */
export const idsOf = (lines: readonly CheckLine[], outcome: CheckResult['outcome']) =>
  lines.filter((line) => resultOf(line)?.outcome === outcome).map(({ id }) => id)
