import { knownDuration } from '../../core/text/format.ts'
import { untilEvent } from './until-aborted.ts'

interface Elements {
  audio: HTMLAudioElement
  video: HTMLVideoElement
}

/** Loads a video or audio file into a detached element, and unloads it afterwards. */
export async function withElement<K extends keyof Elements, T>(
  tag: K,
  blob: Blob,
  signal: AbortSignal,
  use: (element: Elements[K]) => Promise<T>,
): Promise<T> {
  const element: Elements[K] = document.createElement(tag)
  const url = URL.createObjectURL(blob)
  try {
    element.muted = true
    element.preload = 'auto'
    element.src = url
    await untilEvent(element, ['loadedmetadata'], signal)
    return await use(element)
  } finally {
    element.removeAttribute('src')
    element.load()
    URL.revokeObjectURL(url)
  }
}

/** Duration in seconds. Undefined when it is unknown even at the end of the file. */
export async function readDuration(
  element: HTMLMediaElement,
  signal: AbortSignal,
): Promise<number | undefined> {
  // Recordings of browsers report no duration until the end is read.
  if (element.duration === Number.POSITIVE_INFINITY) {
    await seek(element, Number.MAX_SAFE_INTEGER, signal)
  }
  return knownDuration(element)
}

/** @param time seconds */
export async function seek(
  element: HTMLMediaElement,
  time: number,
  signal: AbortSignal,
): Promise<void> {
  element.currentTime = time
  await untilEvent(element, ['seeked'], signal)
}
