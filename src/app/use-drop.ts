import type { RefObject } from 'react'
import type { GatewayId } from '../core/api/gateways.ts'
import type { IntakeQueue } from '../core/intake/intake-queue.ts'
import type { DropPorts } from '../features/drop/drop-context.ts'
import type { FileInputsHandle } from '../features/drop/FileInputs.tsx'
import { words } from '../features/drop/intake-words.ts'
import { canReadClipboard, readClipboard } from '../features/drop/read-clipboard.ts'
import { type DropZone, REQUEST_ZONE, usePageDrop } from '../features/drop/use-page-drop.ts'
import type { RequestDrops } from './request-drops.ts'
import type { useIntake } from './use-intake.ts'

interface DropOptions {
  intake: ReturnType<typeof useIntake>
  intakeQueue: IntakeQueue
  gateway: GatewayId
  requestDrops: RequestDrops
  /** The file inputs of the page. */
  inputs: RefObject<FileInputsHandle | null>
}

/** Takes files from drops, pastes and choices, for the gateway in use. */
export function useDropPorts({ intake, intakeQueue, gateway, requestDrops, inputs }: DropOptions) {
  const pageDrop = usePageDrop({
    onBatch(batch, zone) {
      if (zone === 'request') requestDrops.want(batch.candidates.map(({ file }) => file))
      intake.take({ ...batch, gateway })
    },
    onError: intake.fail,
    onApproach: intakeQueue.prepare,
    zoneAt: findZone,
  })

  async function pasteFiles(): Promise<void> {
    try {
      const clipboardData = await readClipboard()
      if (clipboardData.files.length === 0) intake.note(words.nothingCopied)
      else pageDrop.takePasted(new ClipboardEvent('paste', { clipboardData }))
    } catch {
      intake.note(words.pasteRefused)
    }
  }

  const ports: DropPorts = {
    chooseFiles: () => inputs.current?.chooseFiles(),
    chooseFolder: () => inputs.current?.chooseFolder(),
    pasteFiles: canReadClipboard() ? () => void pasteFiles() : undefined,
    found: pageDrop.found,
    pending: intakeQueue.pending,
    refusals: intake.refusals,
    ignored: intake.ignored,
    sendAnyway: (id, unknown, mediaType) => intake.sendAnyway(id, unknown, mediaType, gateway),
    dismissRefusals: intake.dismissRefusals,
  }
  return { ports, drag: pageDrop.drag, getInputProps: pageDrop.getInputProps }
}

/** The zone of the drop overlay at a point of the window. */
function findZone(x: number, y: number): DropZone {
  const rect = document.getElementById(REQUEST_ZONE)?.getBoundingClientRect()
  const isInside = rect && x >= rect.left && x < rect.right && y >= rect.top && y < rect.bottom
  return isInside ? 'request' : 'list'
}
