import { expect, it } from 'vitest'
import { hashFor } from '../../testing/played-queue.ts'
import { ASK } from './files-v2.ts'
import { resultOfFound } from './found-file.ts'

const OURS = { hash: hashFor('a'), size: 3, mediaType: 'image/png' }
const FOUND = {
  file_id: 'file_1',
  url: 'https://s3.varg.ai/files/a.png',
  media_type: 'image/x-png',
  size: 3,
  filename: null,
  origin: 'upload',
}

function read(change: object) {
  const body = JSON.stringify({ exists: true, file: { ...FOUND, ...change } })
  const file = ASK.read({ status: 200, mediaType: 'application/json', body })
  return file && resultOfFound(file, OURS)
}

it('is deduplicated and unconfirmed when the gateway states no hash', () => {
  expect(read({})).toEqual({
    fileId: 'file_1',
    url: FOUND.url,
    hash: OURS.hash,
    size: 3,
    mediaType: 'image/x-png',
    deduplicated: true,
    isUnconfirmed: true,
  })
})

it('is confirmed when the gateway states our hash, also without its prefix', () => {
  expect(read({ hash: OURS.hash.slice(7) })).not.toHaveProperty('isUnconfirmed')
})

it('takes what the answer leaves out from the file', () => {
  const found = read({ file_id: undefined, media_type: null })
  expect(found).toMatchObject({ fileId: '', mediaType: 'image/png' })
})

it.each([
  ['another size', { size: 4 }],
  ['no size', { size: null }],
  ['another hash', { hash: hashFor('b') }],
  ['no URL', { url: undefined }],
])('is ignored when the answer states %s', (_, change) => {
  expect(read(change)).toBeUndefined()
})
