import { type RefObject, useCallback } from 'react'
import type { GatewayId } from '../core/api/gateways.ts'
import type { IntakeQueue } from '../core/intake/intake-queue.ts'
import { type Given, readGiven } from '../core/request/given.ts'
import type { DropPorts } from '../features/drop/drop-context.ts'
import type { FileInputsHandle } from '../features/drop/FileInputs.tsx'
import { words } from '../features/drop/intake-words.ts'
import { canReadClipboard, readClipboard } from '../features/drop/read-clipboard.ts'
import { type DropZone, REQUEST_ZONE, usePageDrop } from '../features/drop/use-page-drop.ts'
import type { RequestDrops } from './request-drops.ts'
import type { PageRequest } from './request-ports.ts'
import type { useIntake } from './use-intake.ts'

interface DropOptions {
  intake: ReturnType<typeof useIntake>
  intakeQueue: IntakeQueue
  gateway: GatewayId
  requestDrops: RequestDrops
  /** The request, while the page shows one. */
  request: RefObject<PageRequest | null>
  /** Gets what has no files. `swap` is the id of the reference that it replaces. */
  onGiven: (given: Given, swap: string | undefined) => void
  /** The file inputs of the page. */
  inputs: RefObject<FileInputsHandle | null>
}

/** Takes files from drops, pastes and choices, for the gateway in use. */
export function useDropPorts(options: DropOptions) {
  const { intake, intakeQueue, gateway, requestDrops, request, onGiven, inputs } = options
  const { take } = intake
  const shownDraft = () => request.current?.drafts.get().current.id
  const pageDrop = usePageDrop({
    onBatch(batch, zone) {
      const files = batch.candidates.map(({ file }) => file)
      const id = swapOf(zone)
      if (zone !== 'list') requestDrops.want(files, shownDraft(), id && request.current?.urlOf(id))
      take({ ...batch, gateway })
    },
    onGiven: (given, zone) => onGiven(given, swapOf(zone)),
    onError: intake.fail,
    onApproach: intakeQueue.prepare,
    zoneAt: findZone,
  })

  const uploadToRequest = useCallback(
    (files: readonly File[], url?: string) => {
      requestDrops.want(files, request.current?.drafts.get().current.id, url)
      const candidates = files.map((file) => ({ file, path: file.name }))
      take({ candidates, unreadable: [], ignored: 0, gateway })
    },
    [requestDrops, request, take, gateway],
  )

  async function pasteFiles(): Promise<void> {
    try {
      const clipboardData = await readClipboard()
      const given = readGiven(clipboardData)
      if (clipboardData.files.length > 0) {
        pageDrop.takePasted(new ClipboardEvent('paste', { clipboardData }))
      } else if (given) onGiven(given, undefined)
      else intake.note(words.nothingCopied)
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
  const { drag, getInputProps } = pageDrop
  return { ports, drag, getInputProps, uploadToRequest }
}

/** The id of the reference on which something is dropped. */
function swapOf(zone: DropZone): string | undefined {
  return /^swap (.+)/.exec(zone)?.[1]
}

/** The zone of the drop overlay at a point of the window. */
function findZone(x: number, y: number): DropZone {
  const zone = document.getElementById(REQUEST_ZONE)
  const isInside = (element: Element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect()
    return x >= left && x < right && y >= top && y < bottom
  }
  if (!zone || !isInside(zone)) return 'list'
  const row = [...zone.querySelectorAll<HTMLElement>('[data-swap]')].find(isInside)
  return row ? `swap ${row.dataset.swap}` : 'request'
}
