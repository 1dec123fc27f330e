import { checkMentions } from '../../core/request/mentions.ts'
import type { TaggedReference } from '../../core/request/reference.ts'

/** Tags that are named in one sentence. */
const MOST = 5

const LIST = new Intl.ListFormat('en')

/** In words, where the prompt and the tray do not agree. */
export function MentionNotes({
  id,
  prompt,
  references,
}: {
  id: string
  prompt: string
  references: readonly TaggedReference[]
}) {
  const { unknown, unused } = checkMentions(prompt, references)
  const strange = [...new Set(unknown.map(({ tag }) => tag))]
  return (
    <div id={id} className="grid gap-0.5 text-sm empty:hidden">
      {strange.length > 0 && (
        <p className="text-bad">
          {`${listTags(strange)} ${strange.length === 1 ? 'does' : 'do'} not exist.`}
        </p>
      )}
      {unused.length > 0 && (
        <p className="text-soft">
          {`${listTags(unused.map(({ tag }) => tag))} ${unused.length === 1 ? 'is' : 'are'} not used in the prompt.`}
        </p>
      )}
    </div>
  )
}

/** "@image2, @image3, and 7 more". */
function listTags(tags: readonly string[]): string {
  const more = tags.length - MOST
  return LIST.format(more > 1 ? [...tags.slice(0, MOST), `${more} more`] : tags)
}
