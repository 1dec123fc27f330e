import type { Owner } from '../core/api/content.ts'
import { explain } from '../core/api/explain.ts'
import type { GatewayId } from '../core/api/gateways.ts'
import { asProblem } from '../core/api/problem.ts'
import { GET_JOB, type Job } from '../core/api/v2/jobs-v2.ts'
import { readPastedJob } from '../core/api/v2/pasted-job.ts'
import type { NewReference } from '../core/request/composer.ts'
import { referenceOfEntry } from '../core/request/reference-of.ts'
import { type AccountFilesServices, addFiles } from './listed-files.ts'
import { words } from './listed-words.ts'
import type { News } from './notices.ts'
import { isRefusal, pacedCall } from './paced-call.ts'

/** Maximum number of characters of a foreign text in a sentence. */
const MOST = 200

export interface JobServices extends AccountFilesServices {
  gateway: GatewayId
  /** The account that new files belong to. Undefined without a key. */
  account: string | undefined
  /** Whether jobs can be looked up there. */
  canLookUp: boolean
  addToRequest(references: readonly NewReference[]): void
}

/**
 * Adds the files of a pasted job to the history. A job id is looked up at the gateway. A pasted
 * response about a job is read directly.
 *
 * @returns false when the text is no job
 */
export async function takeJob(text: string, services: JobServices): Promise<boolean> {
  const job = readPastedJob(text)
  if (job === undefined) return false
  const { gateway, account } = services
  const owner = account === undefined ? undefined : { gateway, account }
  if (typeof job === 'string') await lookUp(job, owner, services)
  // Without an account, its URLs can still be references.
  else if (owner) await show(job, job.id ?? '', owner, services)
  else return false
  return true
}

async function lookUp(id: string, owner: Owner | undefined, services: JobServices): Promise<void> {
  const { news } = services.notices
  if (!owner) return news.set({ sentence: words.needsKey })
  if (!services.canLookUp) return news.set({ sentence: words.needsVersion })
  const action = { label: words.lookAgain, run: () => void lookUp(id, owner, services) }
  news.set({ sentence: words.looking(id), stays: true })
  try {
    await show(await pacedCall(services, owner, GET_JOB, id), id, owner, services)
  } catch (caught) {
    const problem = asProblem(caught)
    if (isRefusal(problem, 404)) news.set({ sentence: words.notFound(id) })
    else news.set({ sentence: explain(problem).sentence, action })
  }
}

async function show(job: Job, id: string, owner: Owner, services: JobServices): Promise<void> {
  const { notices, addToRequest } = services
  const shown = id.slice(0, MOST)
  if (job.outputs.length === 0) return notices.news.set(tellStatus(job, shown, owner, services))
  const { entries, added } = await addFiles(services, owner, job.outputs)
  const tell = added > 0 ? words.added : words.known
  const run = () => addToRequest(entries.map(referenceOfEntry))
  notices.news.set(
    entries.length > 0
      ? { sentence: tell(shown, entries.length), action: { label: words.addToRequest, run } }
      : { sentence: words.noMedia(shown) },
  )
}

/** Why a job has no files. */
function tellStatus({ status, error }: Job, id: string, owner: Owner, services: JobServices): News {
  switch (status) {
    case 'completed':
      return { sentence: words.noMedia(id) }
    case 'cancelled':
      return { sentence: words.canceled(id) }
    case 'failed':
      return { sentence: error ? words.failedBy(id, error.slice(0, MOST)) : words.failed(id) }
  }
  const run = () => void lookUp(id, owner, services)
  const sentence = words.running(id, status.slice(0, MOST))
  return { sentence, action: { label: words.lookAgain, run }, stays: true }
}
