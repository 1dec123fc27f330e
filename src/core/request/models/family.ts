import type { MediaKind } from '../../media/media-kind.ts'
import type { Endpoint } from '../generation.ts'

/** How a model uses a reference, by its place among the references of its kind. */
export type PlaceRole =
  | 'start-frame'
  | 'end-frame'
  | 'reference'
  | 'source'
  | 'face'
  | 'voice'
  | 'mask'

/** Roles that a member of `provider_options` can have. */
export type OptionRole = 'end-frame' | 'mask'

/** Minimum and maximum files of a kind, then the role of each place. The last role repeats. */
type Places = readonly [least: number, most: number, ...roles: PlaceRole[]]

/** Durations in seconds: single values, or a range. */
export type Seconds = readonly number[] | Readonly<{ from: number; to: number }>

/**
 * Models that take the same request. A missing member is undocumented and gives no hints.
 */
export interface ModelFamily {
  name: string
  /**
   * Names of its models, in version 2's spelling, separated by spaces. The first is the one to
   * offer. A name with a colon is the key of one route and must match exactly.
   */
  ids: string
  endpoint: Endpoint
  /** The versions of the API whose documents name it. Both by default. */
  version?: 1 | 2
  /** Files by kind. Documents name no file of a kind that is absent. */
  files?: { readonly [Kind in MediaKind]?: Places }
  /** Members of `provider_options` that take the URL of an image: `fal.mask_url`. */
  inOptions?: { readonly [Role in OptionRole]?: string }
  /** Extensions that its documents name, separated by spaces. */
  extensions?: string
  /** Documents disagree on its files, or whether it works without any. */
  disputed?: 'files' | 'none'
  /** Its files are inferred from another document, such as a sibling's. Others may be accepted. */
  isInferred?: true
  prompt?: 'required' | 'optional' | 'unused'
  /** Its page writes tags of references in the prompt: `@image1`, or with a capital `@Image1`. */
  tags?: 'small' | 'capital'
  /** Several entries mean that documents disagree. An empty list means that it has no duration. */
  seconds?: readonly Seconds[]
  defaultSeconds?: number
  /** Its duration may be "auto". */
  hasAutoSeconds?: true
  /** Separated by spaces, the default first. Empty when it has no aspect ratio. */
  ratios?: string
  /** What the gateway rejects outside the table, according to a document. */
  refuses?: 'seconds' | 'files'
  /** Its provider refuses photorealistic faces in pictures. */
  refusesFaces?: true
  state?: 'recommended' | 'legacy' | 'deprecated'
  /** The page of the provider's documents, or the text that names it. */
  source: string
}

/** When the sources were read. */
export const READ_ON = 'November 2026'
