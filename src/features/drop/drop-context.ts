import type { Rejection, UnknownFile } from '../../core/intake/intake.ts'
import type { ReadonlyValue } from '../../core/state/value.ts'
import type { MenuItem } from '../../ui/menu-item.ts'
import { createRequiredContext } from '../../ui/required-context.ts'

/** A rejection with a unique id, because two files may have the same name. */
export interface ListedRefusal extends Rejection {
  id: number
}

/** How files come into the page, and what was skipped. */
export interface DropPorts {
  /** Opens the browser's dialog. Call it from a click. */
  chooseFiles(): void
  chooseFolder(): void
  /** More ways to add files, which depend on the device. Empty until their code is loaded. */
  moreWays(): MenuItem[]
  /** Number of files found so far in folders. Undefined when no folder is being read. */
  found: number | undefined
  /** Number of files that are not inspected yet. */
  pending: ReadonlyValue<number>
  refusals: readonly ListedRefusal[]
  /** Number of system files that were left out. */
  ignored: number
  sendAnyway(id: number, unknown: UnknownFile, mediaType: string): void
  dismissRefusals(): void
}

export const [DropContext, useDrop] = createRequiredContext<DropPorts>('DropContext')
