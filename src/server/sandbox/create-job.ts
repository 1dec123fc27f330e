import * as v from 'valibot'
import type { ErrorWire } from '../../core/api/contract.ts'
import { refuseField, refuseIssue } from '../../core/api/field-problem.ts'
import { GENERATIONS } from '../../core/api/generations.ts'
import type { OutputWire } from '../../core/api/v2/wires-v2.ts'
import type { Endpoint } from '../../core/request/generation.ts'
import { type AskedGeneration, readGeneration } from '../../core/request/generation-contract.ts'
import { locateFile } from './file-at-url.ts'
import { outputWireOf } from './file-wires.ts'
import { ECHO_MODEL, newJobWire1, newJobWire2 } from './job-wires.ts'
import { isMissingFile } from './public-file.ts'
import { readJson } from './read-json.ts'
import type { SandboxRequest } from './sandbox-request.ts'
import { errorResponse, jsonResponse, type SandboxResponse } from './sandbox-response.ts'
import { typeAtUrl } from './sent-type.ts'

/** Maximum characters of an idempotency key. */
const MAX_KEY = 255

/** Members of every body in version 2. The sandbox calls no webhook. */
const OptionsSchema = v.object({
  provider_options: v.optional(v.record(v.string(), v.record(v.string(), v.unknown()))),
  options: v.optional(
    v.object({
      webhook_url: v.optional(
        v.pipe(
          v.string(),
          v.check((url) => /^https:\/\/\S+$/.test(url) && URL.canParse(url), 'an https URL'),
        ),
      ),
    }),
  ),
})

/**
 * Creates a job for a valid request. The job is never started. URLs of this sandbox must have a
 * file, and other URLs are not fetched. A repeat in version 2 gets the job of the first request.
 *
 * @throws {BodyAborted}
 */
export async function createJob(
  sandboxRequest: SandboxRequest,
  tool: Endpoint,
): Promise<SandboxResponse> {
  const { request, version, jobs } = sandboxRequest
  // The status for an invalid body.
  const status = version === 1 ? 400 : 422
  reportRate(sandboxRequest)
  const body = await readJson(sandboxRequest)
  if ('refusal' in body) return body.refusal
  const folder = version === 2 ? findFolder(sandboxRequest, body.data) : undefined
  if (folder !== undefined) return folder
  const repeatKey = readRepeatKey(sandboxRequest)
  if (repeatKey !== undefined && repeatKey.length > MAX_KEY) {
    const message = `Idempotency-Key must have at most ${MAX_KEY} characters.`
    return errorResponse(400, refuseField(message, 'Idempotency-Key'))
  }
  const earlier = repeatKey === undefined ? undefined : jobs.findRepeated(sandboxRequest, repeatKey)
  if (earlier !== undefined) return jsonResponse(200, newJobWire2(earlier, request))
  const read = readGeneration(tool, body.text, version)
  if ('refusal' in read) return errorResponse(status, read.refusal)
  const refusal = await findRefusal(sandboxRequest, body.data, read.asked)
  if (refusal !== undefined) return errorResponse(status, refusal)
  const output = await findOutput(sandboxRequest, read.asked)
  const given = { tool, model: read.asked.model, input: body.data, output }
  const job = jobs.add(sandboxRequest, given, body.text, repeatKey)
  return jsonResponse(202, version === 1 ? newJobWire1(job) : newJobWire2(job, request))
}

/** Sets the headers that version 2 promises for new jobs, unless a plan has a limit of its own. */
function reportRate({ version, account, jobs, activePlan, response }: SandboxRequest): void {
  if (version === 1 || activePlan.rateWindows !== undefined) return
  const { headers } = jobs.rates.count(account.id, Date.now(), version)
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
}

/** The sandbox has no folders, so each is unknown. */
function findFolder({ request }: SandboxRequest, data: unknown): SandboxResponse | undefined {
  const inBody = typeof data === 'object' && data !== null && 'workspace_id' in data
  if (request.headers['x-workspace-id'] === undefined && !inBody) return undefined
  const message = 'There is no such folder: the sandbox has none.'
  return errorResponse(404, { error: 'NotFoundError', message })
}

function readRepeatKey({ request, version }: SandboxRequest): string | undefined {
  const name = GENERATIONS[version].repeatHeader?.toLowerCase()
  const value = name === undefined ? undefined : request.headers[name]
  return value === undefined || value === '' ? undefined : String(value)
}

/** Finds errors in a body that matches the schema of its call. */
async function findRefusal(
  sandboxRequest: SandboxRequest,
  data: unknown,
  asked: AskedGeneration,
): Promise<ErrorWire | undefined> {
  const options = sandboxRequest.version === 2 ? v.safeParse(OptionsSchema, data) : undefined
  if (options?.success === false) return refuseIssue(options.issues[0], 'The body')
  if (isEcho(asked) && asked.media.length === 0) {
    return refuseField(`files must have a file for ${ECHO_MODEL}.`, 'files')
  }
  return findMissing(sandboxRequest, asked)
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

function isEcho({ model }: AskedGeneration): boolean {
  return model.trim().toLowerCase().replaceAll('_', '-') === ECHO_MODEL
}

/** The first file of the request, for the model that returns it. */
async function findOutput(
  sandboxRequest: SandboxRequest,
  asked: AskedGeneration,
): Promise<OutputWire | undefined> {
  const [first] = asked.media
  if (!isEcho(asked) || first === undefined) return undefined
  const place = await locateFile(sandboxRequest, first.url)
  if (place.at === 'sandbox' && place.file)
    return outputWireOf(sandboxRequest, place.file, first.url)
  const { mediaType } = typeAtUrl(first.url, undefined)
  return {
    url: first.url,
    file_id: null,
    media_type: mediaType,
    size_bytes: null,
    thumbnail_url: null,
  }
}
