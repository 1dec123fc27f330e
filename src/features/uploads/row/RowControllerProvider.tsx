import { type ReactNode, useMemo } from 'react'
import { CopyByHand } from '../../../ui/CopyByHand.tsx'
import { useAnnounce } from '../../../ui/LiveRegions.tsx'
import { useValue } from '../../../ui/use-value.ts'
import { useListController } from '../list/use-list-controller.ts'
import { useUploads } from '../uploads-context.ts'
import { createRowController, RowControllerContext } from './row-controller.ts'
import { words } from './words.ts'

/** Provides the row controller to a list. Requires the list controller above it. */
export function RowControllerProvider({ children }: { children: ReactNode }) {
  const [uploads, controller, announce] = [useUploads(), useListController(), useAnnounce()]
  const rowController = useMemo(
    () => createRowController({ uploads, controller, announce }),
    [uploads, controller, announce],
  )
  const rejected = useValue(rowController.rejected)
  return (
    <RowControllerContext value={rowController}>
      {children}
      {rejected !== undefined && (
        <CopyByHand
          label={words.copy}
          text={rejected}
          onClose={() => rowController.rejected.set(undefined)}
        />
      )}
    </RowControllerContext>
  )
}
