import { describe, expect, it } from 'vitest'
import { type Problem, ProblemError } from '../api/problem.ts'
import { createUrlImports, nameOfImport, type UrlImport } from './url-imports.ts'

const TARGET = { gateway: 'varg', draft: 'd' } as const
const PROBLEM: Problem = { kind: 'not-fetched', reason: 'no' }

/** Fake imports that the test completes. */
function play() {
  const calls: { one: UrlImport; signal: AbortSignal; end: (problem?: Problem) => void }[] = []
  const failures: string[] = []
  const imports = createUrlImports({
    run: (one, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
        const end = (problem?: Problem) => (problem ? reject(new ProblemError(problem)) : resolve())
        calls.push({ one, signal, end })
      }),
    onFailure: ({ url }) => failures.push(url),
  })
  const settle = () => new Promise((resolve) => setTimeout(resolve))
  return {
    imports,
    calls,
    failures,
    started: () => calls.map(({ one }) => one.url),
    listed: () => imports.list.get().map(({ url, problem }) => (problem ? `${url}!` : url)),
    async end(url: string, problem?: Problem) {
      calls.findLast(({ one }) => one.url === url)?.end(problem)
      await settle()
    },
    settle,
  }
}

describe('imports of URLs', () => {
  it('runs three at the same time, in order, and each URL once', async () => {
    const { imports, started, listed, end } = play()
    imports.add(['a', 'b', 'a', 'c', 'd'], TARGET)
    imports.add(['e', 'b'], TARGET)
    expect(started()).toEqual(['a', 'b', 'c'])
    await end('b')
    expect(started()).toEqual(['a', 'b', 'c', 'd'])
    await end('a')
    expect(started()).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(listed()).toEqual(['c', 'd', 'e'])
  })

  it('keeps a URL in the list when its import fails, and runs the others', async () => {
    const { imports, started, listed, failures, end } = play()
    imports.add(['a', 'b', 'c', 'd'], TARGET)
    await end('a', PROBLEM)
    expect(listed()).toEqual(['a!', 'b', 'c', 'd'])
    expect(failures).toEqual(['a'])
    expect(started()).toEqual(['a', 'b', 'c', 'd'])
    expect(imports.list.get()[0]).toMatchObject({ problem: PROBLEM, draft: 'd' })
  })

  it('starts a failed import again by the way that a person chose', async () => {
    const { imports, calls, listed, end } = play()
    imports.add(['a'], TARGET)
    imports.retry(1, 'server')
    expect(calls).toHaveLength(1)
    await end('a', PROBLEM)
    imports.retry(1, 'server')
    expect(listed()).toEqual(['a'])
    expect(calls.map(({ one }) => one.way)).toEqual(['gateway', 'server'])
    await end('a')
    expect(listed()).toEqual([])
  })

  it('starts a failed import again when its URL is added again', async () => {
    const { imports, started, listed, end } = play()
    imports.add(['a', 'b'], TARGET)
    await end('a', PROBLEM)
    imports.add(['a'], TARGET)
    expect(listed()).toEqual(['b', 'a'])
    expect(started()).toEqual(['a', 'b', 'a'])
  })

  it('stops an import that is removed, without a failure', async () => {
    const { imports, calls, listed, failures, started, settle } = play()
    imports.add(['a', 'b', 'c', 'd', 'e'], TARGET)
    imports.remove(1)
    imports.cancel(['c', 'e', 'unknown'])
    await settle()
    expect(calls.map(({ signal }) => signal.aborted)).toEqual([true, false, true, false])
    expect(listed()).toEqual(['b', 'd'])
    expect(started()).toEqual(['a', 'b', 'c', 'd'])
    expect(failures).toEqual([])
  })

  it('reports the error of a bug as a problem', async () => {
    const imports = createUrlImports({
      run: () => Promise.reject(new Error('bug')),
      onFailure: () => {},
    })
    imports.add(['a'], TARGET)
    await new Promise((resolve) => setTimeout(resolve))
    expect(imports.list.get()).toMatchObject([{ problem: { kind: 'unexpected', reason: 'bug' } }])
  })
})

it.each([
  ['https://a.example/shots/moon.png?w=100#top', 'moon.png'],
  ['https://a.example/photos/', 'photos'],
  ['https://a.example/%E2%80%AEgnp.exe', '%E2%80%AEgnp.exe'],
  ['https://a.example:8080//?id=1', 'a.example:8080'],
])('the import of %s is called %s', (url, name) => {
  expect(nameOfImport({ url })).toBe(name)
})
