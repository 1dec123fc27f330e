import type { ValueObject } from '../text/value-code.ts'
import type { Call } from './gateway-call.ts'
import type { Route } from './route.ts'

/** What an image or a video is made from. */
interface GenerationInput {
  model: string
  /** May be empty. */
  prompt: string
  /** URLs, in order. */
  files: readonly string[]
  /** Seconds, or "auto" where a model has that value. Undefined when the model decides. */
  duration: number | 'auto' | undefined
  /** For example `16:9`. Undefined when the model decides. */
  aspectRatio: string | undefined
}

/** Limits that a version enforces for every model. */
export interface GenerationLimits {
  /** Maximum characters of a prompt. */
  prompt: number
  /** Maximum files of all kinds together. */
  files: number
  /** The shortest and the longest duration, in seconds. */
  seconds: readonly [least: number, most: number]
}

/** The calls that make a job, in one version of the contract. */
export interface GenerationCall {
  routes: Record<'image' | 'video' | 'transcription', Route>
  /** Header with the idempotency key of a request. A repeat creates no second job. */
  repeatHeader?: string
  /** Undefined when the version documents none. */
  limits?: GenerationLimits
  /**
   * Asks for the price of a body in cents, without making a job. The result is undefined when the
   * gateway names no price. Absent in a version without this call.
   */
  estimate?: Call<unknown, number | undefined>
  /** Undefined members are left out. */
  generate(input: GenerationInput): ValueObject
  transcribe(model: string, url: string | undefined): ValueObject
  /** The items of `files` in a body. */
  files(urls: readonly string[]): ValueObject[]
}
