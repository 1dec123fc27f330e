import { parse } from 'valibot'
import { describe, expect, it } from 'vitest'
import { GatewayFileSchema } from '../core/api/v2/gateway-file.ts'
import type { UrlImport } from '../core/intake/url-imports.ts'
import { referenceOfImported, uploadOfImported } from './keep-imported.ts'

const ONE: UrlImport = {
  id: 1,
  url: 'https://a.example/shots/moon.mp4?x=1',
  gateway: 'varg',
  draft: undefined,
  way: 'gateway',
  problem: undefined,
}
const URL = 'https://s3.varg.ai/files/acc_1/file_1.mp4'
const HASH = `sha256:${'a'.repeat(64)}` as const

const fileOf = (wire: object) => parse(GatewayFileSchema, { url: URL, ...wire })

describe('a file that a gateway imported', () => {
  const whole = fileOf({ file_id: 'file_1', hash: HASH, size: 5, media_type: 'video/mp4' })

  it('is listed as uploaded, without the claim that its bytes were compared', () => {
    const upload = uploadOfImported(whole, ONE, [], 7)
    expect(upload).toMatchObject({ path: 'moon.mp4', size: 5, mediaType: 'video/mp4', batch: 7 })
    expect(upload?.stage).toMatchObject({
      name: 'uploaded',
      hash: HASH,
      result: { fileId: 'file_1', url: URL, isUnconfirmed: true },
    })
  })

  it.each([
    ['no hash', { size: 5 }],
    ['no size', { hash: HASH }],
    ['nothing but its URL', {}],
  ])('is not listed when the gateway states %s', (_, wire) => {
    expect(uploadOfImported(fileOf(wire), ONE, [], 7)).toBeUndefined()
    expect(referenceOfImported(fileOf(wire), ONE)).toMatchObject({ url: URL, kind: 'video' })
  })

  it('is marked when the list has its content at the same gateway', () => {
    const upload = uploadOfImported(whole, ONE, [], 7)
    if (!upload?.stage) throw new Error('nothing is listed')
    const listed = [{ ...upload, stage: upload.stage, id: 1 }]
    const again = uploadOfImported(whole, ONE, listed, 8)
    expect(again?.stage).toMatchObject({ origin: 'already-here', first: 'moon.mp4' })
    const elsewhere = uploadOfImported(whole, { ...ONE, gateway: 'sandbox' }, listed, 8)
    expect(elsewhere?.stage).toMatchObject({ origin: 'new', first: undefined })
  })

  it.each([
    ['../../moon\u202egnp.mp4', 'moon\u202egnp.mp4'],
    ['folder/', 'moon.mp4'],
    ['', 'moon.mp4'],
  ])('named “%s” by the gateway has the name “%s”', (filename, name) => {
    expect(referenceOfImported(fileOf({ filename }), ONE).name).toBe(name)
  })
})
