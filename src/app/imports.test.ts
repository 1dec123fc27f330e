import { expect, it, vi } from 'vitest'
import { ProblemError } from '../core/api/problem.ts'
import type { HistoryEntry } from '../core/history/history.ts'
import type { NewReference } from '../core/request/composer.ts'
import { entryOf } from '../core/testing/made-entries.ts'
import { importUrl } from '../http/import-url.ts'
import { openImports } from './imports.tsx'
import { createNotices } from './notices.ts'

vi.mock('../http/import-url.ts')

const URL = 'https://a.example/moon.png'
const ENTRY = entryOf({ digits: '1', name: 'moon.png' })
const REFUSED = { kind: 'refused', status: 400, code: 'invalid_request', message: 'no' } as const

interface Played {
  version: 1 | 2 | undefined
  call?: () => Promise<{ result: unknown }>
  /** The history entry of the file. Null when the file is not media. */
  entry?: HistoryEntry | null
}

async function play({ version, call = async () => ({ result: {} }), entry = ENTRY }: Played) {
  const said: string[] = []
  const files: string[] = []
  const references: NewReference[] = []
  const notices = createNotices()
  const { imports } = openImports({
    accessOf: () => version && { key: 'varg_1', version },
    call: vi.fn(call) as never,
    notices,
    openMemory: async () => ({ keepImported: async () => entry ?? undefined }) as never,
    upload: ({ name }) => files.push(name),
    refer: (file) => references.push(file),
    announce: (sentence) => said.push(sentence),
  })
  vi.mocked(importUrl).mockImplementation(async () => new File(['a'], 'moon.png'))
  const settle = () => new Promise((resolve) => setTimeout(resolve))
  imports.add([URL], { gateway: 'varg', draft: 'd' })
  await settle()
  return { imports, said, files, references, notices, settle }
}

it('openImports lets a gateway of version 2 import, and lists its file', async () => {
  const { imports, files, references, notices } = await play({ version: 2 })
  expect(references).toMatchObject([{ url: ENTRY.result.url, gateway: 'varg' }])
  expect(notices.news.get()).toMatchObject({ sentence: 'moon.png imported.' })
  expect(imports.list.get()).toEqual([])
  expect(files).toEqual([])
})

it.each([1, undefined] as const)(
  'openImports uploads what our server fetched in version %s',
  async (version) => {
    const { imports, files, references } = await play({ version })
    expect(files).toEqual(['moon.png'])
    expect(references).toEqual([])
    expect(imports.list.get()).toEqual([])
  },
)

it('openImports asks our server in version 2 only when a person does', async () => {
  const call = () => Promise.reject(new ProblemError(REFUSED))
  const { imports, said, files, settle } = await play({ version: 2, call })
  expect(imports.list.get()).toMatchObject([{ problem: REFUSED }])
  expect(said).toEqual(['moon.png was not imported. The gateway rejected the file (400).'])
  expect(files).toEqual([])
  imports.retry(1, 'server')
  await settle()
  expect(files).toEqual(['moon.png'])
})

it('openImports reports what a gateway imported that is no media', async () => {
  const call = async () => ({ result: { mediaType: 'text/html' } })
  const { imports, references } = await play({ version: 2, call, entry: null })
  expect(references).toEqual([])
  const problem = { kind: 'not-media', found: 'text/html' }
  expect(imports.list.get()).toMatchObject([{ problem }])
})
