import type { ErrorWire } from '../../core/api/contract.ts'
import { refuseField } from '../../core/api/field-problem.ts'
import type { Endpoint } from '../../core/request/generation.ts'
import { type AskedGeneration, readGeneration } from '../../core/request/generation-contract.ts'
import { isMissingFile } from './public-file.ts'
import { readJson } from './read-json.ts'
import type { SandboxRequest } from './sandbox-request.ts'
import { errorResponse, jsonResponse, type SandboxResponse } from './sandbox-response.ts'

/**
 * Creates a job for a valid request. The job is never started. URLs of this sandbox must have a
 * file, and other URLs are not fetched.
 *
 * @throws {BodyAborted}
 */
export async function createJob(
  sandboxRequest: SandboxRequest,
  kind: Endpoint,
): Promise<SandboxResponse> {
  const body = await readJson(sandboxRequest)
  if ('refusal' in body) return body.refusal
  const read = readGeneration(kind, body.text)
  if ('refusal' in read) return errorResponse(400, read.refusal)
  const missing = await findMissing(sandboxRequest, read.asked)
  if (missing !== undefined) return errorResponse(400, missing)
  return jsonResponse(202, sandboxRequest.jobs.add(sandboxRequest.account.id, read.asked.model))
}

/**
 * Returns a job of this account by the id in the path. Its status is always failed,
 * because clients that poll for an end would poll for half an hour otherwise.
 */
export function getJob({ account, id, jobs }: SandboxRequest): SandboxResponse {
  const job = jobs.find(account.id, id)
  if (job !== undefined) {
    return jsonResponse(200, { ...job, status: 'failed', error: 'The sandbox generates nothing.' })
  }
  return errorResponse(404, { error: 'NotFoundError', message: 'There is no such job.' })
}

async function findMissing(
  { request, store }: SandboxRequest,
  { media }: AskedGeneration,
): Promise<ErrorWire | undefined> {
  const checked = new Set<string>()
  for (const { field, url } of media) {
    if (checked.has(url)) continue
    checked.add(url)
    if (!(await isMissingFile(request, store, url))) continue
    const shown = url.length > 200 ? `${url.slice(0, 200)}…` : url
    return refuseField(`${field}: there is no such file in this sandbox: ${shown}`, field)
  }
  return undefined
}
