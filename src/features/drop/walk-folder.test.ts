import { expect, it } from 'vitest'
import type { Candidate, Rejection } from '../../core/intake/intake.ts'
import { walkFolder } from './walk-folder.ts'

type Listing = FileSystemEntry[] | Error

/** A folder that returns `perCall` entries a call, and none at the end, like browsers. */
function folder(path: string, listing: Listing, perCall = 100): FileSystemDirectoryEntry {
  return {
    isDirectory: true,
    name: path.split('/').at(-1),
    fullPath: path,
    createReader() {
      let given = 0
      return {
        readEntries(succeed: (entries: FileSystemEntry[]) => void, fail: (error: Error) => void) {
          if (listing instanceof Error) return fail(listing)
          const part = listing.slice(given, given + perCall)
          given += part.length
          succeed(part)
        },
      }
    },
  } as unknown as FileSystemDirectoryEntry
}

function file(path: string, error?: Error): FileSystemEntry {
  const name = path.split('/').at(-1) as string
  return {
    isDirectory: false,
    name,
    fullPath: path,
    file(succeed: (file: File) => void, fail: (error: Error) => void) {
      if (error) fail(error)
      else succeed(new File(['x'], name))
    },
  } as unknown as FileSystemEntry
}

async function walk(root: FileSystemDirectoryEntry) {
  const candidates: Candidate[] = []
  const unreadable: Rejection[] = []
  const found: number[] = []
  await walkFolder(root, candidates, unreadable, (count) => found.push(count))
  return { paths: candidates.map(({ path }) => path), unreadable, found }
}

it('walkFolder reads all entries when a call returns at most 100', async () => {
  const entries = Array.from({ length: 250 }, (_, index) => file(`/shoot/${index}.png`))
  const { paths, found } = await walk(folder('/shoot', entries))
  expect(paths).toHaveLength(250)
  expect(found).toEqual([100, 200, 250])
})

it('walkFolder reads nested folders', async () => {
  const deep = folder('/a/b/c', [file('/a/b/c/deep.png')])
  const root = folder('/a', [folder('/a/b', [deep]), file('/a/top.png')])
  expect((await walk(root)).paths).toEqual(['a/b/c/deep.png', 'a/top.png'])
})

it('walkFolder reports unreadable files and folders and continues', async () => {
  const locked = folder('/a/locked', new Error('no permission'))
  const root = folder('/a', [file('/a/gone.png', new Error('not found')), locked, file('/a/z.png')])
  expect(await walk(root)).toMatchObject({
    paths: ['a/z.png'],
    unreadable: [
      { path: 'a/gone.png', problem: { kind: 'unreadable', reason: 'not found' } },
      { path: 'a/locked', problem: { kind: 'unreadable', reason: 'no permission' } },
    ],
  })
})
