import { foldText } from '../text/fold-text.ts'
import { findTags, type TaggedReference } from './reference.ts'

/** A tag in a prompt. */
export interface Mention {
  tag: string
  start: number
  end: number
}

/** The text at the caret and the tags that can replace it. */
export interface Completion {
  /** Index of the `@`. */
  start: number
  /** End of the text to replace. */
  end: number
  options: TaggedReference[]
}

/** Maximum number of characters before the caret that are searched for an `@`. */
const LONGEST_WORD = 64

/**
 * Finds tags without a reference and references without a tag. In a prompt without tags no
 * reference counts as unused, because the prompt may describe them in words or by their order.
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
 * Completes an `@` at the beginning of a word with the letters and digits after it. They match the
 * beginning of a tag or any part of a name. Matching tags come first. Returns undefined when nothing
 * matches or the only matching tag is already complete.
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

/** Replaces the completed text with a tag. The caret follows the tag and one space. */
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
 * Updates the tags of a prompt after references were moved, added or removed. Each tag follows its
 * reference by id. The tag of a removed reference stays, so that it is reported as unknown. If it
 * would now name another reference, the removed name replaces it. Keeps unknown tags and capitals.
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
    const isCapital = next.startsWith('@') && /[A-Z]/.test(prompt[start + 1] ?? '')
    written += prompt.slice(done, start) + gap + (isCapital ? capitalTag(next) : next)
    done = end
  }
  return written + prompt.slice(done)
}

/** `@Image1` for `@image1`, as the pages of some models write it. */
export function capitalTag(tag: string): string {
  return tag.replace(/[a-z]/, (letter) => letter.toUpperCase())
}

/** The name without `@` and line breaks. The fallback is the kind. */
function wordsOf({ name, kind }: TaggedReference): string {
  return name.replaceAll('@', '').replace(/\s+/g, ' ').trim() || kind
}
