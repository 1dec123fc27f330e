import { type RefObject, useCallback } from 'react'
import type { GatewayId } from '../core/api/gateways.ts'
import type { IntakeQueue } from '../core/intake/intake-queue.ts'
import type { Given } from '../core/request/given.ts'
import type { DropPorts } from '../features/drop/drop-context.ts'
import type { FileInputsHandle } from '../features/drop/FileInputs.tsx'
import { type DropZone, REQUEST_ZONE, usePageDrop } from '../features/drop/use-page-drop.ts'
import type { MenuItem } from '../ui/menu-item.ts'
import type { WayPorts } from './list-ways.ts'
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
  /** Called with links or text. `swap` is the id of the reference that they replace. */
  onGiven: (given: Given, swap?: string) => void
  inputs: RefObject<FileInputsHandle | null>
  /** Lists more ways to add files. Undefined until their code is loaded. */
  listWays: ((ports: WayPorts) => MenuItem[]) | undefined
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

  const ports: DropPorts = {
    chooseFiles: () => inputs.current?.chooseFiles(),
    chooseFolder: () => inputs.current?.chooseFolder(),
    moreWays: () =>
      options.listWays?.({ takePasted: pageDrop.takePasted, onGiven, note: intake.note }) ?? [],
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
