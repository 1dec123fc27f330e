import type { Page } from '@playwright/test'
import type { HistoryEntry } from '../../src/core/history/history.ts'
import { entryLike, historyOf } from '../support/remembered.ts'

const NAMES = ['portrait', 'street', 'product shot', 'Café interior', 'hero', 'skyline', 'logo']

/** A typical mix from cameras, generators and recorders. */
const TYPES = [
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['webp', 'image/webp'],
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpg', 'image/jpeg'],
  ['mp4', 'video/mp4'],
  ['mp3', 'audio/mpeg'],
  ['wav', 'audio/wav'],
  ['png', 'image/png'],
] as const

const MINUTE = 60_000

/** Adds entries like `real` to the history, until it has `count` entries. */
export async function makeHistory(page: Page, real: HistoryEntry, count: number): Promise<void> {
  const others = Array.from({ length: count - 1 }, (_, index) => makeEntry(real, index))
  await historyOf(page, others)
  const pictured = others.filter(({ media }) => media?.width !== undefined)
  await page.evaluate(
    addThumbnails,
    pictured.map(({ hash }) => hash),
  )
}

function makeEntry(real: HistoryEntry, index: number): HistoryEntry {
  const [extension, mediaType] = TYPES[index % TYPES.length] ?? TYPES[0]
  const name = NAMES[index % NAMES.length]
  const path = `shoot ${Math.floor(index / 40)}/${name} ${index}.${extension}`
  const label = index % 20 === 7 ? `Hero of film ${index}` : ''
  const size = 20_000 + ((index * 7919) % 8_000_000)
  const entry = entryLike(real, path, {
    ...{ mediaType, size, label, at: real.at - MINUTE * (index + 1) },
  })
  return { ...entry, media: mediaOf(mediaType, index) }
}

function mediaOf(mediaType: string, index: number): HistoryEntry['media'] {
  const duration = 3.25 + (index % 100)
  if (mediaType.startsWith('audio')) {
    return { duration, peaks: Array.from({ length: 120 }, (_, part) => (part * index) % 101) }
  }
  const look = { width: 1024 + (index % 3000), height: 768 + (index % 2000) }
  return mediaType.startsWith('video') ? { ...look, duration } : look
}

/** Runs in the page. A thumbnail has 1.5 kB, as for small pictures. */
async function addThumbnails(hashes: string[]): Promise<void> {
  const picture = `data:image/webp;base64,${'AAAA'.repeat(375)}`
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('refdrop')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  await new Promise<void>((resolve, reject) => {
    const writing = database.transaction('thumbnails', 'readwrite')
    for (const hash of hashes) writing.objectStore('thumbnails').put(picture, hash)
    writing.oncomplete = () => resolve()
    writing.onabort = () => reject(writing.error)
  })
  database.close()
}
