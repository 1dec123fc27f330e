import type { GatewayId } from '../../core/api/gateways.ts'

/** A history as a text to be saved. */
interface ExportedHistory {
  name: string
  mediaType: string
  text: string
  /** Entries in it. */
  count: number
}

export const EXPORT_FORMATS = ['json', 'csv', 'refs'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** What became of the entries of a file. */
export interface ImportedHistory {
  added: number
  /** Had been removed here. */
  back: number
  /** Were here already. */
  merged: number
}

/** How far an import is. Without `of`, entries are still being read from the file. */
export interface ImportProgress {
  done: number
  of?: number
}

/** Takes the history along to another browser, and takes in what was exported there. */
export interface TransferPorts {
  /** @param gateway whose URLs go into `refs.ts`; all else holds everything */
  exportAs(format: ExportFormat, gateway: GatewayId): Promise<ExportedHistory>
  /**
   * All or nothing: what was there stays as it was, or is joined by what the file holds.
   *
   * @throws {ProblemError} where the file is no history of ours, or there is no room for it
   * @throws {DOMException} the reason of the signal when it fires in time; nothing is changed then
   */
  importFrom(
    file: File,
    signal: AbortSignal,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<ImportedHistory>
}
