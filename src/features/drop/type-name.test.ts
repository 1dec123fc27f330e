import { expect, it } from 'vitest'
import { nameType } from './type-name.ts'

it.each([
  ['application/pdf', 'PDF'],
  ['application/zip', 'Archive'],
  ['application/x-7z-compressed', 'Archive'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'Spreadsheet'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'Document'],
  ['application/vnd.oasis.opendocument.text', 'Document'],
  ['application/vnd.openxmlformats-officedocument.presentationml.presentation', 'Presentation'],
  ['application/x-elf', 'ELF'],
  ['application/vnd.sqlite3', 'application/vnd.sqlite3'],
  [undefined, 'Unknown type'],
])('nameType names %s as %s', (mediaType, name) => {
  expect(nameType(mediaType)).toBe(name)
})
