import type { MediaKind } from '../../core/media/media-kind.ts'

export const words = {
  previous: 'Previous',
  next: 'Next',
  details: 'Details',
  openUrl: 'Open URL',
  cannotShow: {
    image: "This browser can't show this image.",
    video: "This browser can't play this video.",
    audio: "This browser can't play this sound.",
  } satisfies Record<MediaKind, string>,
  offline: 'The preview needs a connection.',
  unchanged: 'The file was uploaded unchanged and its URL works.',
  unknownCause: 'The URL does not respond, or the browser does not support the format.',
  play: 'Play',
  pause: 'Pause',
  position: 'Position',
  /** Both are formatted durations. */
  timeOf: (time: string, duration: string) => `${time} of ${duration}`,
  /** Formatted facts. */
  facts: (facts: readonly string[]) => facts.join(' · '),
}
