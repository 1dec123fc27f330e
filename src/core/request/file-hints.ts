import { extensionOf, MEDIA_KINDS, type MediaKind } from '../media/media-kind.ts'
import { formatList } from '../text/format-list.ts'
import type { GenerationRequest } from './generation.ts'
import type { Hint } from './hint.ts'
import type { ModelFamily } from './models/family.ts'
import { findFamily } from './models/find-family.ts'
import { describeNeed, type FilePlace, missingKinds, placeFiles } from './models/places.ts'
import { words as modelWords } from './models/words.ts'
import type { TaggedReference } from './reference.ts'
import { words } from './words.ts'

type FileHint = Omit<Hint, 'why'>

/**
 * What the documents of a model say about the files of a request.
 *
 * @param sent the references that the format writes
 * @param canBeSent false when the format itself names what is missing
 */
export function fileHints(
  request: GenerationRequest,
  family: ModelFamily,
  sent: readonly TaggedReference[],
  canBeSent: boolean,
): FileHint[] {
  const places = placeFiles(family, sent)
  const extra = sent.filter((_, index) => places[index]?.role === 'extra')
  const inFiles = sent.filter((_, index) => places[index]?.option === undefined)
  const hasEndFrame = places.some(isEndFrameInFiles)
  const edit = hintAtEdit(request, family, extra)
  const kinds = MEDIA_KINDS.filter((kind) => edit.length === 0 || kind !== 'image')
  return [
    ...(canBeSent ? hintAtMissing(family, inFiles) : []),
    ...edit,
    ...kinds.flatMap((kind) => hintAtExtra(family, extra, kind)),
    ...hintAtOptions(family, places),
    ...hintAtDispute(family, inFiles, hasEndFrame),
    ...hintAtFace(family, sent),
    ...hintAtExtension(
      family,
      sent.filter((reference) => !extra.includes(reference)),
    ),
  ]
}

/** A mask or an end frame in an option that the model does not document. */
function hintAtOptions({ name, inOptions = {} }: ModelFamily, places: FilePlace[]): FileHint[] {
  return places.flatMap(({ role, option }) => {
    const isForeign = option !== undefined && (role === 'mask' || role === 'end-frame')
    if (!isForeign || inOptions[role] === option) return []
    return [{ id: `option ${role}`, sentence: words.foreignOption(name, option) }]
  })
}

function isEndFrameInFiles({ role, option }: FilePlace): boolean {
  return role === 'end-frame' && option === undefined
}

function hintAtMissing(family: ModelFamily, sent: readonly TaggedReference[]): FileHint[] {
  const missing = missingKinds(
    family,
    sent.map(({ kind }) => kind),
  )
  if (missing.length === 0) return []
  const needs = formatList(missing.map((kind) => describeNeed(family, kind)))
  const write = family.isInferred ? words.probablyNeeds : words.needs
  return [{ id: 'missing', sentence: write(family.name, needs) }]
}

/** A model without images may have a sibling that edits them. */
function hintAtEdit(
  { kind, model }: GenerationRequest,
  { name, files }: ModelFamily,
  extra: readonly TaggedReference[],
): FileHint[] {
  const edit = `${model.trim()}/edit`
  const sibling = files && !files.image ? findFamily(edit) : undefined
  if (!sibling || !extra.some((reference) => reference.kind === 'image')) return []
  const fix = { label: words.chooseModel(edit), change: { kind, model: edit } }
  return [{ id: 'edit', sentence: words.withoutImages(name, edit), fix }]
}

/** Files for which documents name no place, each by its tag. */
function hintAtExtra(
  { name, files, refuses }: ModelFamily,
  extra: readonly TaggedReference[],
  kind: MediaKind,
): FileHint[] {
  const tags = extra.filter((reference) => reference.kind === kind).map(({ tag }) => tag)
  if (tags.length === 0) return []
  const most = files?.[kind]?.[1] ?? 0
  const named = most > 0 ? words.atMost(modelWords.files[kind](most)) : words.no[kind]
  const sentence = words.extraFiles(name, named, tags, refuses === 'files' && most > 0)
  return [{ id: `extra ${kind}`, sentence }]
}

function hintAtDispute(
  { name, disputed, endpoint }: ModelFamily,
  sent: readonly TaggedReference[],
  hasEndFrame: boolean,
): FileHint[] {
  const hasImage = sent.some(({ kind }) => kind === 'image')
  if (disputed === 'files') return [{ id: 'disputed', sentence: words.disputedFiles(name) }]
  if (disputed === 'none' && !hasImage) {
    return [{ id: 'disputed', sentence: words.disputedNone(name) }]
  }
  if (endpoint !== 'video' || !hasEndFrame) return []
  return [{ id: 'disputed', sentence: words.disputedEndFrame(name) }]
}

function hintAtExtension(
  { name, extensions }: ModelFamily,
  sent: readonly TaggedReference[],
): FileHint[] {
  const named = extensions?.split(' ') ?? []
  const others = sent.flatMap(({ tag, url }) => {
    const extension = extensionOf(url)
    return extension && !named.includes(extension) ? [words.extension(tag, extension)] : []
  })
  if (!extensions || others.length === 0) return []
  const sentence = words.otherThan(name, formatList(named), formatList(others))
  return [{ id: 'extension', sentence }]
}

/** Documents disagree on whether a face is an image or a video. */
function hintAtFace(
  { name, files, isInferred, refusesFaces }: ModelFamily,
  sent: readonly TaggedReference[],
): FileHint[] {
  const hints: FileHint[] = []
  if (refusesFaces && sent.some(({ kind }) => kind === 'image')) {
    hints.push({ id: 'faces', sentence: words.refusesFaces(name) })
  }
  for (const [face, other] of FACES) {
    if (files?.[face]?.[2] !== 'face') continue
    if (!isInferred && sent.some(({ kind }) => kind === other)) {
      hints.push({ id: 'disputed face', sentence: words.disputedFace(name, words.a[other]) })
    }
    const nameless = sent.filter(({ url }) => extensionOf(url) === '').map(({ tag }) => tag)
    if (nameless.length > 0) {
      hints.push({ id: 'no-extension', sentence: words.noExtension(nameless) })
    }
  }
  return hints
}

const FACES = [
  ['image', 'video'],
  ['video', 'image'],
] as const
