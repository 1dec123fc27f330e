import { knownDuration } from '../../core/text/format.ts'
import { untilEvent } from './until-aborted.ts'

interface Elements {
  audio: HTMLAudioElement
  video: HTMLVideoElement
}

/** Opens a film or a sound in an element that is on no page, and empties it whatever comes of it. */
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

/** Seconds; undefined where even the end of the file does not tell. */
export async function readDuration(
  element: HTMLMediaElement,
  signal: AbortSignal,
): Promise<number | undefined> {
  // What a browser has recorded names no duration until somebody looks for its end.
  if (element.duration === Number.POSITIVE_INFINITY) {
    await seek(element, Number.MAX_SAFE_INTEGER, signal)
  }
  return knownDuration(element)
}

/** Goes to a time, in seconds. */
export async function seek(
  element: HTMLMediaElement,
  time: number,
  signal: AbortSignal,
): Promise<void> {
  element.currentTime = time
  await untilEvent(element, ['seeked'], signal)
}
