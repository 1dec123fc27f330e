import { GENERATIONS } from '../../api/generations.ts'
import { encodeUnseen } from '../../text/literals.ts'
import { isValueObject, type Value, type ValueObject } from '../../text/value-code.ts'
import { endpointOf } from '../endpoint.ts'
import { membersOf } from '../extra.ts'
import type { GenerationRequest } from '../generation.ts'
import { keysOfOption } from '../option-path.ts'
import type { TaggedReference } from '../reference.ts'
import { placesOf } from '../roles.ts'
import { settingsOf } from '../used-settings.ts'

/** The body of a call to {@link urlOfCall}. Empty members are undefined. */
export function bodyOf(request: GenerationRequest): ValueObject {
  const { kind, model, prompt, version } = request
  const { generate, transcribe } = GENERATIONS[version]
  const files = filesInPlace(request).map(({ url }) => url)
  const body =
    kind === 'transcription'
      ? transcribe(model, files[0])
      : generate({ model, prompt, files, ...settingsOf(request) })
  return withExtra(body, request)
}

/** The references in the `files` of a body. */
export function filesInPlace(request: GenerationRequest): TaggedReference[] {
  return placesOf(request).flatMap(({ reference, option }) =>
    option === undefined ? [reference] : [],
  )
}

/** The `provider_options` of a body, with the references that they hold. */
export function optionsOf(request: GenerationRequest): Value | undefined {
  let options: Value | undefined = membersOf(request.extra).provider_options
  for (const { reference, option } of placesOf(request)) {
    if (option !== undefined) options = withUrl(options, keysOfOption(option), reference.url)
  }
  return options
}

/** Members from the form take precedence over further ones. */
function withExtra(body: ValueObject, request: GenerationRequest): ValueObject {
  const extra = Object.entries(membersOf(request.extra)).filter(
    ([name]) =>
      name !== 'provider_options' && !(Object.hasOwn(body, name) && body[name] !== undefined),
  )
  return { ...body, ...Object.fromEntries(extra), provider_options: optionsOf(request) }
}

function withUrl(value: Value | undefined, keys: readonly string[], url: string): Value {
  const [key, ...rest] = keys
  if (key === undefined) return url
  // Lists of URLs have only references.
  if (/^\d+$/.test(key)) return [...(Array.isArray(value) ? value : []), url]
  const members = isValueObject(value) ? value : {}
  const inner = Object.hasOwn(members, key) ? members[key] : undefined
  return Object.fromEntries([...Object.entries(members), [key, withUrl(inner, rest, url)]])
}

/** The endpoint that takes the body. */
export function urlOfCall(request: GenerationRequest): string {
  return encodeUnseen(request.api + GENERATIONS[request.version].routes[endpointOf(request)].path)
}
