import type { MediaKind } from '../../media/media-kind.ts'
import type { Endpoint } from '../generation.ts'

/** What a model makes of a reference by its place among those of its kind. */
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

/** The least and the most files of a kind, then the role of each place. Further places repeat the last role. */
type Places = readonly [least: number, most: number, ...roles: PlaceRole[]]

/** Durations in seconds: single values, or a range. */
export type Seconds = readonly number[] | Readonly<{ from: number; to: number }>

/**
 * Models that take the same request. A missing member means that no document says it. Nothing is
 * advised about it then.
 */
export interface ModelFamily {
  name: string
  /**
   * Names of its models, in version 2's spelling, separated by spaces. The first is the one to
   * offer. A name with a colon is the key of one route and is spelled exactly so.
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
  /** Its files follow from another text, such as a sibling's. The gateway may take others. */
  isInferred?: true
  prompt?: 'required' | 'optional' | 'unused'
  /** Its page writes tags of references in the prompt: `@image1`, or with a capital `@Image1`. */
  tags?: 'small' | 'capital'
  /** Several entries are texts that disagree. An empty list means that it has no duration. */
  seconds?: readonly Seconds[]
  defaultSeconds?: number
  /** Its duration may be "auto". */
  hasAutoSeconds?: true
  /** Separated by spaces, the default first. Empty when it has no aspect ratio. */
  ratios?: string
  /** What a document says to fail at the request when it is outside the table. */
  refuses?: 'seconds' | 'files'
  /** Its provider refuses photorealistic faces in pictures. */
  refusesFaces?: true
  state?: 'recommended' | 'legacy' | 'deprecated'
  /** The page of the provider's documents, or the text that names it. */
  source: string
}

/** When the sources were read. */
export const READ_ON = 'November 2026'
