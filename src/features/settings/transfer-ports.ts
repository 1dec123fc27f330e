import type { GatewayId } from '../../core/api/gateways.ts'

interface ExportedHistory {
  name: string
  mediaType: string
  text: string
  /** Entries in it. */
  count: number
  /** Requests in it. Only JSON has them. */
  requests?: number
}

export const EXPORT_FORMATS = ['json', 'csv', 'refs'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** Number of entries and requests in an imported file, by result. */
export interface ImportedHistory {
  added: number
  /** Entries that had been removed here and are visible again. */
  back: number
  /** Entries that existed already. */
  merged: number
  /** Requests that were added. */
  requests: number
  /** Requests that were not read, because they are damaged or too many. */
  skipped: number
}

/** Progress of an import, in entries. `of` is undefined while the file is being read. */
export interface ImportProgress {
  done: number
  of?: number
}

/** Moves a history between browsers by export and import. */
export interface TransferPorts {
  /** @param gateway the gateway whose URLs `refs.ts` holds. Other formats hold all gateways. */
  exportAs(format: ExportFormat, gateway: GatewayId): Promise<ExportedHistory>
  /**
   * Merges all entries of the file into the history and adds its requests, or does neither.
   *
   * @throws {ProblemError} when the file is not a history of ours, or storage is full
   * @throws {DOMException} the abort reason of the signal. The history is unchanged then.
   */
  importFrom(
    file: File,
    signal: AbortSignal,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<ImportedHistory>
}
