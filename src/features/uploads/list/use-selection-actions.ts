import { referenceOfItem } from '../../../core/request/list-item.ts'
import { useAnnounce } from '../../../ui/LiveRegions.tsx'
import { useUploads } from '../uploads-context.ts'
import { words as urlWords } from '../url-words.ts'
import type { RemovedRow } from './list-controller.ts'
import { useGesture } from './use-gesture.ts'
import { useListController } from './use-list-controller.ts'
import { words } from './words.ts'

/** What can be done with the chosen rows. Rows without a URL are left out where one is needed. */
export function useSelectionActions() {
  const controller = useListController()
  const { request } = useUploads()
  const { politely } = useAnnounce()
  const removal = useGesture(() => {
    const { find } = controller.rows()
    return controller.remove(controller.chosenKeys().map((key): RemovedRow => find(key) ?? { key }))
  })
  const urls = () => controller.chosen().map(({ url }) => url)

  return {
    urls,

    async copy(): Promise<void> {
      const copied = urls()
      await navigator.clipboard.writeText(copied.join('\n'))
      politely(urlWords.copied(copied.length))
    },

    add(): void {
      const chosen = controller.chosen()
      const left = request.add(chosen.map(referenceOfItem))
      politely(left > 0 ? words.full(left) : words.added(chosen.length))
      controller.chooseNone()
    },

    remove: () => removal.start(),
    /** Why the removal failed. */
    sentence: removal.sentence,
  }
}
