import { formatNumber } from '../../text/format.ts'
import type { Translated } from '../../text/translated.ts'
import type { words as english } from './refusal-words.ts'

export const words: Translated<typeof english> = {
  or: ' oder ',
  needs: (files, model) => `files muss für ${model} ${files} enthalten.`,
  atMost: (files, model) => `files darf für ${model} höchstens ${files} enthalten.`,
  duration: (allowed, model, seconds) =>
    `duration muss für ${model} ${allowed} sein, nicht ${formatNumber(seconds)}.`,
}
