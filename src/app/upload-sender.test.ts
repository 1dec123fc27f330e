import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Content } from '../core/api/content.ts'
import type { Access } from '../core/api/credential.ts'
import { ProblemError } from '../core/api/problem.ts'
import { entryOf } from '../core/testing/made-entries.ts'
import type { Upload } from '../core/uploads/upload.ts'
import { sendFile } from '../http/send-file.ts'
import { createUploadSender, type SendDecorator } from './upload-sender.ts'

vi.mock('../http/send-file.ts', () => ({ sendFile: vi.fn() }))

const { result, hash } = entryOf()
const CONTENT: Content = { gateway: 'sandbox', account: 'me', hash }
const ACCESS: Access = { key: 'varg_now', upstream: 'https://api.varg.ai', version: 1 }
const UPLOAD: Upload = {
  id: 7,
  path: 'a.png',
  size: 3,
  mediaType: 'image/png',
  gateway: 'sandbox',
  file: new File(['abc'], 'a.png'),
  stage: { name: 'ready', hash, attempts: 0 },
}
const onProgress = () => {}
const SENT = { result, pace: {} }

let access: Access

beforeEach(() => {
  access = ACCESS
  vi.mocked(sendFile).mockResolvedValue(SENT)
})

afterEach(() => vi.resetAllMocks())

function send(
  sender = createUploadSender(
    () => access,
    () => true,
    () => undefined,
  ),
  upload = UPLOAD,
) {
  return sender.send(upload, CONTENT, new AbortController().signal, onProgress)
}

it('sends a file with the usual headers when it is not decorated', async () => {
  expect(await send()).toBe(SENT)
  const [file, options] = vi.mocked(sendFile).mock.lastCall ?? []
  expect(file).toBe(UPLOAD.file)
  expect(options).toMatchObject({
    base: '/sandbox',
    ...ACCESS,
    onProgress,
    sent: { hash, size: 3, mediaType: 'image/png', path: 'a.png' },
    upload: { id: 7, path: 'a.png' },
  })
  expect(options).not.toHaveProperty('headers')
  expect(options).not.toHaveProperty('observer')
})

it('sends with the key of its start when another key comes while its module loads', async () => {
  const sending = send()
  access = { ...ACCESS, key: 'varg_later' }
  await sending
  expect(vi.mocked(sendFile).mock.lastCall?.[1]).toMatchObject({ key: 'varg_now' })
})

it('rejects when the bytes of the file are gone', async () => {
  const sending = send(undefined, { ...UPLOAD, file: undefined })
  await expect(sending).rejects.toMatchObject({ problem: { kind: 'changed-on-disk' } })
  expect(sendFile).not.toHaveBeenCalled()
})

it('sends through a decorator while there is one', async () => {
  const sender = createUploadSender(
    () => access,
    () => true,
    () => undefined,
  )
  const decorator: SendDecorator = vi.fn((_upload, _content, _signal, sendOnce) =>
    sendOnce({ headers: [['X-Test', '1']] }),
  )
  sender.decorate(decorator)
  expect(sender.isDecorated()).toBe(true)
  await send(sender)
  expect(vi.mocked(decorator).mock.lastCall?.slice(0, 2)).toEqual([UPLOAD, CONTENT])
  expect(vi.mocked(sendFile).mock.lastCall?.[1]).toMatchObject({ headers: [['X-Test', '1']] })
  sender.decorate(undefined)
  await send(sender)
  expect(decorator).toHaveBeenCalledOnce()
  expect(vi.mocked(sendFile).mock.lastCall?.[1]).not.toHaveProperty('headers')
})

it('does not pass on the name when the gateway must not learn it', async () => {
  await send(
    createUploadSender(
      () => access,
      () => false,
      () => undefined,
    ),
  )
  const [, options] = vi.mocked(sendFile).mock.lastCall ?? []
  expect(options?.sent).toEqual({ hash, size: 3, mediaType: 'image/png' })
})

it('sends no file that is too large for the version in use', async () => {
  const upload = { ...UPLOAD, size: 60_000_000 }
  await expect(send(undefined, upload)).rejects.toMatchObject({
    problem: { kind: 'too-large', size: 60_000_000, limit: 52_428_800 },
  })
  access = { ...ACCESS, version: 2 }
  await send(undefined, upload)
  expect(sendFile).toHaveBeenCalledOnce()
})

it('says that another version takes a file when it is too large for the version in use', async () => {
  const sender = createUploadSender(
    () => access,
    () => true,
    () => 2,
  )
  const problem = { kind: 'too-large', limit: 52_428_800 }
  await expect(send(sender, { ...UPLOAD, size: 60_000_000 })).rejects.toMatchObject({
    problem: { ...problem, otherVersion: 2 },
  })
  const sending = send(sender, { ...UPLOAD, size: 300_000_000 })
  await expect(sending).rejects.not.toMatchObject({ problem: { otherVersion: 2 } })
})

it('offers version 1 when version 2 refuses a file for no listed reason', async () => {
  const problem = { kind: 'refused', status: 404, code: 'NotFoundError', message: 'No.' } as const
  const pace = { remaining: 3 }
  vi.mocked(sendFile).mockRejectedValue(new ProblemError(problem, pace))
  await expect(send()).rejects.toMatchObject({ problem, pace })
  await expect(send()).rejects.not.toMatchObject({ problem: { otherVersion: 1 } })
  access = { ...ACCESS, version: 2 }
  await expect(send()).rejects.toMatchObject({ problem: { ...problem, otherVersion: 1 }, pace })
})
