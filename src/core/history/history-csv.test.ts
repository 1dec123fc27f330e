import { expect, it } from 'vitest'
import { entryOf } from '../testing/made-entries.ts'
import { writeHistoryCsv } from './history-csv.ts'

const HEAD =
  'name,folder,label,gateway,media_type,size,width,height,duration,hash,url,file_id,uploaded_at,deduplicated'

it('writeHistoryCsv writes a row per entry, with empty cells when a value is unknown', () => {
  const film = entryOf({
    name: 'shots/day 1/take, 2.mp4',
    label: 'The "fall"',
    gateway: 'sandbox',
    at: Date.UTC(2026, 2, 3, 14, 5),
    media: { width: 1920, height: 1080, duration: 4.96, peaks: [1, 2] },
    result: { mediaType: 'video/mp4', size: 52_428_800, deduplicated: true },
  })
  const picture = entryOf({ digits: 'b', at: 0, media: { duration: 0 } })
  const removed = entryOf({ digits: 'c', removed: true })
  expect(writeHistoryCsv([film, picture, removed]).split('\r\n')).toEqual([
    `\ufeff${HEAD}`,
    `"take, 2.mp4",shots/day 1,"The ""fall""",sandbox,video/mp4,52428800,1920,1080,4.96,${film.hash},${film.result.url},file_a,2026-03-03T14:05:00.000Z,true`,
    `a.png,,,varg,image/png,1000,,,,${picture.hash},${picture.result.url},file_b,1970-01-01T00:00:00.000Z,false`,
    '',
  ])
})

it('writeHistoryCsv writes only the column names when the history is empty', () => {
  expect(writeHistoryCsv([])).toBe(`\ufeff${HEAD}\r\n`)
})
