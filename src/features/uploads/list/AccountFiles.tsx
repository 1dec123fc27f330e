import { useValue } from '../../../ui/use-value.ts'
import { useRowController } from '../row/row-controller.ts'
import { DeleteDialog } from './DeleteDialog.tsx'
import { FromGateway } from './FromGateway.tsx'

/** For gateways that list files: a button that loads them, and a dialog that deletes one. */
export function AccountFiles({ hasButton }: { hasButton: boolean }) {
  const { deleting } = useRowController()
  const facts = useValue(deleting)
  return (
    <>
      {hasButton && (
        <div className="grid justify-items-center p-4">
          <FromGateway />
        </div>
      )}
      {facts && <DeleteDialog facts={facts} onClose={() => deleting.set(undefined)} />}
    </>
  )
}
