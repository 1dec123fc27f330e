import { ArrowDownUp, Plus } from 'lucide-react'
import { type Drafts, titleOfDraft } from '../core/request/drafts.ts'
import type { Command } from '../features/commands/command.ts'
import { words } from './draft-command-words.ts'

/** A new request, and each of the others by its title. */
export function listDraftCommands(drafts: Drafts): Command[] {
  const { all, current } = drafts.get()
  return [
    { id: 'new-request', label: words.newRequest, icon: Plus, run: drafts.create },
    ...all
      .filter(({ id }) => id !== current.id)
      .map((draft) => ({
        id: `request-${draft.id}`,
        label: words.showRequest(titleOfDraft(draft)),
        icon: ArrowDownUp,
        run: () => drafts.show(draft.id),
      })),
  ]
}
