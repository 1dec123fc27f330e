import { expect, it } from 'vitest'
import type { ApiVersion } from '../../../core/api/api-version.ts'
import type { Problem } from '../../../core/api/problem.ts'
import { offeredVersion, retryInVersion } from './retry-in-version.ts'
import { createRowStage, fileNamed, resultOf } from './testing/row-stage.tsx'

const { hash } = resultOf('a')
const REFUSED: Problem = { kind: 'cdn-page', status: 404, otherVersion: 1 }
const OTHER: Problem = { kind: 'cdn-page', status: 502 }

/** A list of failed files. The last one is at another gateway. */
function failedWith(...problems: Problem[]) {
  const stage = createRowStage()
  const last = problems.length - 1
  const ids = stage.store.add(
    problems.map((problem, index) => ({
      ...fileNamed(`${index}.png`),
      gateway: index === last ? 'sandbox' : 'varg',
      stage: { name: 'failed', problem, hash, attempts: 1 },
    })),
  )
  return { ...stage, stages: () => ids.map((id) => stage.store.get(id)?.stage.name) }
}

it('all files that may pass in another version are sent again when it is chosen', () => {
  const { uploads, stages } = failedWith(REFUSED, OTHER, REFUSED, REFUSED)
  retryInVersion(uploads, 'varg', 1)
  expect(uploads.preferences.apiVersions.varg.get()).toBe(1)
  expect(stages()).toEqual(['waiting', 'failed', 'waiting', 'failed'])
})

it.each<[string, ApiVersion, Problem[], ApiVersion | undefined]>([
  ['two files may pass in it', 2, [REFUSED, OTHER, REFUSED, OTHER], 1],
  ['it is in use', 1, [REFUSED, REFUSED, OTHER], undefined],
  ['one file may pass in it', 2, [REFUSED, OTHER, REFUSED], undefined],
  ['no file may pass in it', 2, [OTHER, OTHER, OTHER], undefined],
])('the batch offers another version or none when %s', (_, inUse, problems, offered) => {
  const { uploads } = failedWith(...problems)
  const version = { get: () => inUse, subscribe: () => () => {} }
  expect(
    offeredVersion({ ...uploads, apiVersions: { varg: version, sandbox: version } }, 'varg'),
  ).toBe(offered)
})
