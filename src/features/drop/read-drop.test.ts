import { expect, it } from 'vitest'
import { readGesture } from './read-drop.ts'

const PATHS = ['a.png', '._a.png', '.hidden.png', 'Thumbs.db', '__MACOSX/._a.png', '~$a.docx']

function fileOf(path: string): File {
  return new File(['x'], path.split('/').at(-1) as string)
}

function entryOf(path: string) {
  return {
    isDirectory: false,
    fullPath: `/stick/${path}`,
    file: (succeed: (file: File) => void) => succeed(fileOf(path)),
  }
}

/** A folder that browsers cannot read. */
const TRASH = {
  isDirectory: true,
  fullPath: '/stick/.Trashes',
  createReader: () => ({
    readEntries: (_: unknown, fail: (error: Error) => void) => fail(new Error('no permission')),
  }),
}

function folderOf(entries: readonly object[]) {
  return {
    isDirectory: true,
    fullPath: '/stick',
    createReader() {
      let rest = entries
      return {
        readEntries(succeed: (entries: readonly object[]) => void) {
          succeed(rest)
          rest = []
        },
      }
    },
  }
}

const FILES = PATHS.map(fileOf)

it.each([
  ['chosen', { target: { files: FILES } }, ['a.png', '.hidden.png'], 4],
  ['pasted', { clipboardData: { files: FILES } }, ['a.png', '.hidden.png'], 4],
  [
    'of a chosen folder',
    {
      target: {
        files: PATHS.map((path) =>
          Object.assign(fileOf(path), { webkitRelativePath: `stick/${path}` }),
        ),
      },
    },
    ['stick/a.png', 'stick/.hidden.png'],
    4,
  ],
  [
    'dropped',
    { dataTransfer: { files: FILES, items: FILES.map(() => ({ kind: 'file' })) } },
    ['a.png', '.hidden.png'],
    4,
  ],
  [
    'of a dropped folder',
    {
      dataTransfer: {
        files: [fileOf('stick')],
        items: [{ kind: 'file', webkitGetAsEntry: () => folderOf([...PATHS.map(entryOf), TRASH]) }],
      },
    },
    ['stick/a.png', 'stick/.hidden.png'],
    5,
  ],
  ['the only files', { target: { files: [fileOf('.DS_Store')] } }, [], 1],
])('readGesture ignores system files when they are %s', async (_, event, paths, ignored) => {
  const batch = await readGesture(event as unknown as Event)
  expect(batch.candidates.map(({ path }) => path)).toEqual(paths)
  expect(batch).toMatchObject({ unreadable: [], ignored })
})
