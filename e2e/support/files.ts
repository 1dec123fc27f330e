import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, truncate, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'

/** A file to choose, drop or paste. */
export interface FilePayload {
  name: string
  mimeType: string
  buffer: Buffer
}

const MEDIA_TYPES: Record<string, string> = {
  jpg: 'image/jpeg',
  webp: 'image/webp',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  flac: 'audio/flac',
  zip: 'application/zip',
}

/** @returns the path of a sample that a real encoder made */
export function samplePath(extension: string): string {
  return fileURLToPath(new URL(`../samples/sample.${extension}`, import.meta.url))
}

export function sample(extension: string): FilePayload {
  return {
    name: `sample.${extension}`,
    mimeType: MEDIA_TYPES[extension] ?? '',
    buffer: readFileSync(samplePath(extension)),
  }
}

/** Reads a sample with a name other than `sample`. */
export function sampleNamed(name: string): FilePayload {
  return {
    name,
    mimeType: '',
    buffer: readFileSync(new URL(`../samples/${name}`, import.meta.url)),
  }
}

const SIGNATURES = {
  'image/png': Buffer.from(
    // Signature, IHDR of one pixel, the start of IDAT.
    '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000ffff49444154',
    'hex',
  ),
  'image/heic': Buffer.from('0000001866747970686569630000000068656963', 'hex'),
  'video/matroska': Buffer.from('1a45dfa38b428288' + '6d6174726f736b61', 'hex'),
}

/** Makes a file with the signature of a media type and noise up to `size`. No two are equal. */
export function made(
  name: string,
  size: number,
  kind: keyof typeof SIGNATURES = 'image/png',
): FilePayload {
  const head = SIGNATURES[kind]
  const noise = randomBytes(Math.max(0, size - head.length))
  return { name, mimeType: '', buffer: Buffer.concat([head, noise]).subarray(0, size) }
}

/** Makes a picture on disk, which the browser reads faster than a payload. @returns its path */
export async function madeOnDisk(path: string, size: number): Promise<string> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, made(path, size).buffer)
  return path
}

/** Makes a sparse picture on disk: noise, then zeros up to `size`. @returns its path */
export async function madeSparse(path: string, size: number): Promise<string> {
  await madeOnDisk(path, 5000)
  await truncate(path, size)
  return path
}

/** Drops files on the page with the events of a browser, from dragenter to drop. */
export async function drop(page: Page, files: readonly FilePayload[]): Promise<void> {
  const dataTransfer = await dataTransferOf(page, files)
  await page.dispatchEvent('body', 'dragenter', { dataTransfer })
  await page.dispatchEvent('body', 'dragover', { dataTransfer })
  await page.dispatchEvent('body', 'drop', { dataTransfer })
}

/** Pastes files into the focused element. */
export async function paste(page: Page, files: readonly FilePayload[]): Promise<void> {
  const clipboardData = await dataTransferOf(page, files)
  await clipboardData.evaluate((data) => {
    const event = new ClipboardEvent('paste', {
      clipboardData: data,
      bubbles: true,
      cancelable: true,
    })
    ;(document.activeElement ?? document.body).dispatchEvent(event)
  })
}

/** Makes a DataTransfer with the files in the page. */
export async function dataTransferOf(page: Page, files: readonly FilePayload[]) {
  const encoded = files.map(({ name, mimeType, buffer }) => ({
    name,
    mimeType,
    base64: buffer.toString('base64'),
  }))
  return page.evaluateHandle(async (list) => {
    const data = new DataTransfer()
    for (const { name, mimeType, base64 } of list) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      data.items.add(new File([bytes], name, { type: mimeType }))
    }
    return data
  }, encoded)
}

/** Makes a DataTransfer with texts by type, like that of a drag from another page. */
export function linkTransferOf(page: Page, texts: Record<string, string>) {
  return page.evaluateHandle((given) => {
    const data = new DataTransfer()
    for (const [type, text] of Object.entries(given)) data.setData(type, text)
    return data
  }, texts)
}
