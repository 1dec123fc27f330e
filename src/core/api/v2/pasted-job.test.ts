import { expect, it } from 'vitest'
import type { Job } from './jobs-v2.ts'
import { readPastedJob } from './pasted-job.ts'

const FILE = { url: 'https://s3.varg.ai/o/job_1.mp4', file_id: 'file_1', media_type: 'video/mp4' }
const DONE = { id: 'job_1', status: 'completed', output: { version: 'v1', outputs: [FILE, FILE] } }

it.each([
  ['job_1', 'job_1'],
  [' job_a-B_9\n', 'job_a-B_9'],
  ['https://api.varg.ai/v2/jobs/job_1', 'job_1'],
  ['https://api.varg.ai/v2/jobs/job_1/status', 'job_1'],
])('reads the id of a job in %j', (text, id) => {
  expect(readPastedJob(text)).toBe(id)
})

it.each([
  ['an id within a sentence', 'see job_1'],
  ['another id', 'file_1'],
  ['an id without its rest', 'job_'],
  ['a path', 'job_1/../me'],
  ['a request', JSON.stringify({ model: 'kling_v3', prompt: 'rain', files: [{ url: FILE.url }] })],
  ['an answer about a file', JSON.stringify({ ...FILE, id: 'file_1' })],
  ['a list of jobs', JSON.stringify([DONE])],
  ['JSON that is cut off', JSON.stringify(DONE).slice(0, -2)],
  ['nothing', ''],
])('reads no job in %s', (_, text) => {
  expect(readPastedJob(text)).toBeUndefined()
})

it.each([
  ['of a job with files', DONE, 2],
  ['of version 1', { job_id: 'j-1', status: 'completed', output: { url: FILE.url } }, 1],
  ['of a job with an id alone', { id: 'job_1', status: 'running', output: null }, 0],
  ['of an analysis', { ...DONE, output: { outputs: [{ data: { scene: 'sea' } }] } }, 0],
])('reads the answer %s', (_, answer, count) => {
  const job = readPastedJob(JSON.stringify(answer, null, 2)) as Job
  expect(job.outputs).toHaveLength(count)
  expect(job.outputs.every(({ origin }) => origin === 'generated')).toBe(true)
})
