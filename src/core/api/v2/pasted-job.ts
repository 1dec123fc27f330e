import * as v from 'valibot'
import { parseJson } from '../../text/parse-json.ts'
import { type Job, JobSchema } from './jobs-v2.ts'

/** A job's id alone, or at the end of the URL of its call. */
const ID = /^(?:https?:\/\/\S+\/jobs\/)?(job_[\w-]{1,200})(?:\/status)?$/

/** Maximum characters of a pasted response. */
const MAX_LENGTH = 2_000_000

/**
 * A job that a person pasted: its id, or the answer of the gateway about it. Undefined for any other
 * text, such as the body of a request.
 */
export function readPastedJob(text: string): string | Job | undefined {
  const trimmed = text.trim()
  const id = ID.exec(trimmed)?.[1]
  if (id !== undefined || !trimmed.startsWith('{') || text.length > MAX_LENGTH) return id
  const data = parseJson(trimmed)
  const read = v.safeParse(JobSchema, data)
  if (!read.success) return undefined
  const job = read.output
  return job.id !== undefined && (job.outputs.length > 0 || ID.test(job.id)) ? job : undefined
}
