import { expect, it } from 'vitest'
import type { Inspection } from '../../core/intake/intake.ts'
import { decideKinds } from './decide-kinds.ts'
import { makeSound, recordFilm } from './testing/made-media.ts'

function undecided(mediaType: string): Inspection {
  return { readable: true, size: 1, mediaType, isUndecided: true }
}

it('decideKinds checks undecided files only, and keeps the type of a file that cannot be played', async () => {
  const sound = new File([makeSound(0.5, 8000, () => 0.5)], 'a')
  const film = new File([await recordFilm(64, 64, 5, (context) => context.fill())], 'b')
  const files = [sound, film, new File(['noise'], 'c'), sound]
  const known: Inspection = { readable: true, size: 1, mediaType: 'video/mp4' }
  const before = [undecided('video/mp4'), undecided('video/webm'), undecided('video/mp4'), known]
  const types = (await decideKinds(files, before)).map((one) => one.readable && one.mediaType)
  expect(types).toEqual(['audio/mp4', 'video/webm', 'video/mp4', 'video/mp4'])
})
