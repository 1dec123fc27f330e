import { formatNumber } from '../../text/format.ts'

/** Refusals of a body by the documents of a model. */
export const words = {
  or: ' or ',
  needs: (files: string, model: string) => `files must have ${files} for ${model}.`,
  atMost: (files: string, model: string) => `files must have at most ${files} for ${model}.`,
  duration: (allowed: string, model: string, seconds: number) =>
    `duration must be ${allowed} for ${model}, not ${formatNumber(seconds)}.`,
}
