import { describe, expect, it } from 'vitest'
import { fitsInbox, readOpened, SHARE_LIMITS, type Share } from './share.ts'

it('readOpened marks files that a person opened with the page', () => {
  expect(readOpened([new File([], 'a.png')])).toMatchObject({ isOpened: true, hasOtherText: false })
})

describe('fitsInbox', () => {
  const withItems = (files: number, urls = 0): Share => ({
    ...readOpened(Array.from({ length: files }, () => new File([], 'a.png'))),
    urls: Array.from({ length: urls }, () => 'https://a.example/'),
  })
  const withBytes = (size: number): Share => ({
    ...readOpened([]),
    files: [{ name: 'a.png', size } as File],
  })
  const { files, bytes, urls } = SHARE_LIMITS

  it.each<[Share[], Share, boolean]>([
    [[], withItems(files, urls), true],
    [[], withItems(files + 1), false],
    [[withItems(files - 1)], withItems(2), false],
    [[withItems(0, urls - 1)], withItems(0, 1), true],
    [[withItems(0, urls - 1)], withItems(0, 2), false],
    [[withBytes(bytes - 1)], withBytes(1), true],
    [[withBytes(bytes - 1)], withBytes(2), false],
  ])('counts files, bytes and URLs of all shares: case %#', (waiting, next, fits) => {
    expect(fitsInbox(waiting, next)).toBe(fits)
  })
})
