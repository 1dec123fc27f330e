import { GENERATIONS } from '../api/generations.ts'
import type { GenerationRequest } from './generation.ts'
import type { Hint } from './hint.ts'
import { READ_ON } from './models/family.ts'
import { filesInPlace } from './snippets/request-body.ts'
import type { Snippet } from './snippets/snippet.ts'
import { settingsOf } from './used-settings.ts'
import { words } from './words.ts'

/**
 * Hints about limits of the API version, which apply to every model, even undocumented ones.
 *
 * @param found hints about the model. One about the duration replaces the limit
 */
export function limitHints(
  request: GenerationRequest,
  { leftOut }: Pick<Snippet, 'leftOut'>,
  found: readonly Hint[],
): Hint[] {
  const { kind, prompt, version } = request
  const { limits } = GENERATIONS[version]
  if (!limits || kind === 'transcription') return []
  const { length } = [...prompt]
  const omitted = leftOut?.(request) ?? []
  const files = filesInPlace(request).filter((file) => !omitted.includes(file)).length
  const [least, most] = limits.seconds
  const { duration } = settingsOf(request)
  const hints: [id: string, sentence: string][] = []
  if (length > limits.prompt) {
    hints.push(['long-prompt', words.longPrompt(length, version, limits.prompt)])
  }
  if (files > limits.files)
    hints.push(['many-files', words.manyFiles(files, version, limits.files)])
  const isOutside = typeof duration === 'number' && (duration < least || duration > most)
  if (isOutside && !found.some(({ id }) => id === 'seconds')) {
    hints.push(['limit-seconds', words.outsideSeconds(duration, version, least, most)])
  }
  const why = words.sourced(words.why.limits, words.openApi, READ_ON)
  return hints.map(([id, sentence]) => ({ id, sentence, why }))
}
