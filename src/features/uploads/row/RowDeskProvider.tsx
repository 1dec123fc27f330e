import { type ReactNode, useMemo } from 'react'
import { CopyByHand } from '../../../ui/CopyByHand.tsx'
import { useAnnounce } from '../../../ui/LiveRegions.tsx'
import { useValue } from '../../../ui/use-value.ts'
import { useListController } from '../list/use-list-controller.ts'
import { useUploads } from '../uploads-context.ts'
import { createRowDesk, RowDeskContext } from './row-desk.ts'
import { words } from './words.ts'

/** Provides the row desk to a list. Requires the list controller above it. */
export function RowDeskProvider({ children }: { children: ReactNode }) {
  const [uploads, controller, announce] = [useUploads(), useListController(), useAnnounce()]
  const desk = useMemo(
    () => createRowDesk({ uploads, controller, announce }),
    [uploads, controller, announce],
  )
  const rejected = useValue(desk.rejected)
  return (
    <RowDeskContext value={desk}>
      {children}
      {rejected !== undefined && (
        <CopyByHand
          label={words.copy}
          text={rejected}
          onClose={() => desk.rejected.set(undefined)}
        />
      )}
    </RowDeskContext>
  )
}
