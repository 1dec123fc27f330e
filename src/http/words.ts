import { plural } from '../core/text/format.ts'

/** Words for calls without a text of their own. */
export const words = {
  connectionBroke: 'The connection broke, or it took too long.',
  /** Stands for a body that is no text. `type` may be empty. */
  body: (size: number, type: string) =>
    `<${plural(size, 'byte')} of ${type === '' ? 'no type' : type}>`,
}
