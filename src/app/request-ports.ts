import type { Composer } from '../core/request/composer.ts'
import type { Drafts } from '../core/request/drafts.ts'
import { tagReferences } from '../core/request/reference.ts'
import type { RequestPorts } from '../features/uploads/list/files-ports.ts'

/** The request, for the rest of the page. */
export interface PageRequest extends RequestPorts {
  /** The URL of a reference. */
  urlOf(id: string): string | undefined
  drafts: Drafts
}

export function createRequestPorts(composer: Composer): Omit<PageRequest, 'drafts'> {
  let tagged = composer.draft().references
  let tags = tagsOf(tagged)

  return {
    add: composer.add,
    remove(url) {
      const reference = composer.draft().references.find((known) => known.url === url)
      if (reference) composer.remove(reference.id)
    },
    tagOf(url) {
      const { references } = composer.draft()
      if (references !== tagged) {
        tagged = references
        tags = tagsOf(references)
      }
      return tags.get(url)
    },
    urlOf: (id) => composer.draft().references.find((known) => known.id === id)?.url,
    subscribe: composer.subscribe,
  }
}

function tagsOf(references: Parameters<typeof tagReferences>[0]): ReadonlyMap<string, string> {
  return new Map(tagReferences(references).map(({ url, tag }) => [url, tag]))
}
