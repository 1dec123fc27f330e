import { plural } from '../../text/format.ts'
import type { PlaceRole } from './family.ts'

/** What models take. */
export const words = {
  anySeconds: 'any duration',
  secondsBetween: (from: number, to: number) => `${from} to ${to} seconds`,
  wholeSeconds: (from: number, to: number) => `whole seconds from ${from} to ${to}`,
  oneOfSeconds: (seconds: readonly number[]) =>
    `${seconds.slice(0, -1).join(', ')} or ${seconds.at(-1)} seconds`,

  seconds: (range: string) => `${range} s`,

  files: {
    image: (count: number) => plural(count, 'image'),
    video: (count: number) => plural(count, 'video'),
    audio: (count: number) => plural(count, 'audio file'),
  },
  upTo: (files: string) => `up to ${files}`,
  textOnly: 'prompt only',
  onlyVersion: (version: number) => `version ${version} only`,
  roles: {
    'start-frame': 'start frame',
    'end-frame': 'end frame',
    reference: 'references',
    source: 'source',
    face: 'face',
    voice: 'voice',
    mask: 'mask',
  } satisfies Record<PlaceRole, string>,
  withRoles: (files: string, roles: string) => `${files}: ${roles}`,
  plus: ' + ',
  dot: ' · ',
  face: '1 image or video',
}
