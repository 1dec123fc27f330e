import { foldText } from '../text/find-in-text.ts'
import { findTags, type TaggedReference } from './reference.ts'

/** A tag in a prompt, with its place. */
export interface Mention {
  tag: string
  start: number
  end: number
}

/** What is being typed at the caret, and what it may become. */
export interface Completion {
  /** Where the `@` stands. */
  start: number
  /** Where what is to be replaced ends. */
  end: number
  options: TaggedReference[]
}

/** Most characters after an `@` that are taken for the beginning of a tag. */
const LONGEST_WORD = 64

/**
 * Tags that name no reference, and references that no tag names. A prompt without any tag speaks
 * of its references by their order or in words, so none of them counts as unused there.
 */
export function checkMentions(
  prompt: string,
  references: readonly TaggedReference[],
): { unknown: Mention[]; unused: TaggedReference[] } {
  const mentions = findTags(prompt)
  const named = new Set(mentions.map(({ tag }) => tag))
  const known = new Set(references.map(({ tag }) => tag))
  return {
    unknown: mentions.filter(({ tag }) => !known.has(tag)),
    unused: named.size === 0 ? [] : references.filter(({ tag }) => !named.has(tag)),
  }
}

/**
 * What may be completed at the caret: an `@` at the beginning of a word and the letters and digits
 * after it, where they begin a tag or stand in the name of a reference; those whose tag they begin
 * come first. Undefined where nothing fits, and where one tag is written out already.
 */
export function completeAt(
  prompt: string,
  caret: number,
  references: readonly TaggedReference[],
): Completion | undefined {
  const before = prompt.slice(Math.max(0, caret - LONGEST_WORD), caret)
  const match = /(?<![0-9A-Za-z_])@([\p{L}\p{M}\p{N}_]*)$/u.exec(before)
  if (!match) return undefined
  const start = caret - match[0].length
  const typed = foldText(match[1] ?? '')
  const byTag = references.filter(({ tag }) => tag.slice(1).startsWith(typed))
  const byName = references.filter(
    (reference) =>
      !byTag.includes(reference) &&
      (foldText(reference.name).includes(typed) || foldText(reference.identifier).includes(typed)),
  )
  const options = [...byTag, ...byName]
  if (options.length === 0 || (options.length === 1 && options[0]?.tag === `@${typed}`)) {
    return undefined
  }
  const whole = findTags(prompt).find((mention) => mention.start === start && mention.end > caret)
  return { start, end: whole?.end ?? caret, options }
}

/** Puts a tag where the completion stands, and the caret behind it and one space. */
export function insertTag(
  prompt: string,
  { start, end }: Pick<Completion, 'start' | 'end'>,
  tag: string,
): { prompt: string; caret: number } {
  const rest = prompt.slice(end)
  const space = /^[\s.,;:!?…)\]}'"’”»]/.test(rest) ? '' : ' '
  const caret = start + tag.length + (space === ' ' || /^[^\S\r\n]/.test(rest) ? 1 : 0)
  return { prompt: prompt.slice(0, start) + tag + space + rest, caret }
}

/**
 * The prompt after references were moved, added or removed: each tag follows its reference, by id.
 * The tag of a removed one stays as it is written, so that it shows as unknown; where it would mean
 * another reference now, the name stands in its place, as words. Tags that named nothing stay.
 */
export function renumberTags(
  prompt: string,
  before: readonly TaggedReference[],
  after: readonly TaggedReference[],
): string {
  const formers = new Map(before.map((reference) => [reference.tag, reference]))
  const tags = new Map(after.map(({ id, tag }) => [id, tag]))
  const taken = new Set(tags.values())
  let written = ''
  let done = 0
  for (const { tag, start, end } of findTags(prompt)) {
    const former = formers.get(tag)
    const next = former && (tags.get(former.id) ?? (taken.has(tag) ? wordsOf(former) : tag))
    if (next === undefined || next === tag) continue
    const gap = prompt[start - 1] === '@' && !next.startsWith('@') ? ' ' : ''
    written += prompt.slice(done, start) + gap + next
    done = end
  }
  return written + prompt.slice(done)
}

/** A name that is no tag and breaks no line. */
function wordsOf({ name, kind }: TaggedReference): string {
  return name.replaceAll('@', '').replace(/\s+/g, ' ').trim() || kind
}
