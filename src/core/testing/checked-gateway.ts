import type { ApiVersion } from '../api/api-version.ts'
import { resultOf } from '../traffic/checks/check-line.ts'
import { startCheckRun } from '../traffic/checks/check-run.ts'
import {
  createFakeGateway,
  type FakeRequest,
  type FakeResponse,
  type Flaw,
  hashBytes,
  json,
} from './fake-gateway.ts'

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))

/** Runs all checks of the version at a fake gateway. Lists the ids of checks by their outcome. */
export async function checkGateway(version: ApiVersion, flaw?: Flaw) {
  const gateway = createFakeGateway(flaw, version)
  const run = startCheckRun({ call: gateway.call, hash: hashBytes, random }, version)
  await run.over
  const { lines } = run.progress()
  const withOutcome = (outcome: string) =>
    lines.filter((line) => resultOf(line)?.outcome === outcome).map(({ id }) => id)
  return {
    gateway,
    lines,
    passed: withOutcome('pass'),
    failed: withOutcome('fail'),
    unexpected: withOutcome('unexpected'),
    skipped: withOutcome('not-applicable'),
    reasonOf: (id: string) => {
      const line = lines.find((one) => one.id === id)
      return line && resultOf(line)?.reason
    },
  }
}

/** Changes the responses to these requests. */
export const flawAt =
  (
    applies: (request: FakeRequest) => boolean,
    respond: (correct: FakeResponse) => FakeResponse,
  ): Flaw =>
  (request) =>
    applies(request) ? respond(request.correct) : undefined

/** Changes the JSON of the successful responses to these requests. Keeps their headers. */
export const changeJson = (
  applies: (request: FakeRequest) => boolean,
  change: (wire: Record<string, unknown>) => unknown,
): Flaw =>
  flawAt(
    (request) => applies(request) && request.correct.status === 200,
    ({ headers, body }) =>
      json(200, change(JSON.parse(new TextDecoder().decode(body))), headers.slice(1)),
  )
