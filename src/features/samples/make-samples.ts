import { words } from './lack-words.ts'
import { makeClip } from './make-clip.ts'
import { makePicture } from './make-picture.ts'
import { makeVoice } from './make-voice.ts'

export interface Samples {
  /** A picture, a clip and a voice, without those that this browser cannot make. */
  files: File[]
  /** What is missing, in words. */
  lack: string | undefined
}

/**
 * Makes media in the browser. The default seed is random, so that no upload is a duplicate.
 *
 * @param seed an integer that decides how the samples look and sound
 */
export async function makeSamples(seed = randomSeed()): Promise<Samples> {
  const [picture, clip] = await Promise.all([
    makePicture(seed).catch(() => undefined),
    makeClip(seed + 1).catch(() => undefined),
  ])
  const voice = new Blob([makeVoice(seed + 2)], { type: 'audio/wav' })
  const files = [
    picture && asFile(picture, 'sample-dusk.jpg'),
    clip && asFile(clip, clip.type === 'video/mp4' ? 'sample-ridges.mp4' : 'sample-ridges.webm'),
    asFile(voice, 'sample-voice.wav'),
  ]
  return { files: files.filter((file) => file !== undefined), lack: lackOf(picture, clip) }
}

function lackOf(picture: Blob | undefined, clip: Blob | undefined): string | undefined {
  if (!picture && !clip) return words.noPictures
  if (!picture) return words.noPicture
  return clip ? undefined : words.noClip
}

function asFile(blob: Blob, name: string): File {
  return new File([blob], name, { type: blob.type })
}

function randomSeed(): number {
  return Math.floor(Math.random() * 2 ** 31)
}
