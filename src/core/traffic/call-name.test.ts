import { expect, it } from 'vitest'
import { callName } from './call-name.ts'

it.each([
  ['POST', 'https://api.varg.ai/v1/files', 'Upload'],
  ['POST', 'https://api.varg.ai/v2/files', 'Upload'],
  ['GET', 'http://localhost:5173/sandbox/v1/balance', 'Balance'],
  ['GET', 'http://localhost:5173/sandbox/v2/billing/balance', 'Balance'],
  ['GET', 'https://api.varg.ai/v2/files/check?hash=sha256:ab', 'Look up a hash'],
  ['GET', 'https://api.varg.ai/v2/files?kind=upload&limit=100', 'List files'],
  ['GET', 'https://api.varg.ai/v2/files/file_1', 'One file'],
  ['DELETE', 'https://api.varg.ai/v2/files/file_1', 'Delete a file'],
  ['POST', 'https://api.varg.ai/v2/files/import', 'Import a URL'],
  ['POST', 'https://api.varg.ai/v2/estimate', 'Price'],
  ['GET', 'https://api.varg.ai/v2/jobs/job_1', 'State of a job'],
  ['GET', 'https://api.varg.ai/v2/me', 'Owner of the key'],
  ['GET', 'https://s3.varg.ai/files/acc_7/file_1.jpg', undefined],
  ['PUT', 'http://localhost:5173/sandbox/faults', undefined],
  ['GET', 'https://api.varg.ai/v2/unknown', undefined],
  ['POST', 'https://api.varg.ai/v2/files/file_1', undefined],
  ['GET', 'https://api.varg.ai/v2/files/a/b', undefined],
  ['GET', 'no url', undefined],
])('callName of %s %s is %s', (method, url, name) => {
  expect(callName({ method, url })).toBe(name)
})
