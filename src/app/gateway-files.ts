import type { GatewayId } from '../core/api/gateways.ts'
import type { GatewayFile } from '../core/api/v2/gateway-file.ts'
import type { HistoryEntry } from '../core/history/history.ts'
import type { Queue } from '../core/queue/queue.ts'
import type { NewReference } from '../core/request/composer.ts'
import { createValue } from '../core/state/value.ts'
import type { AccountFilesPorts } from '../features/uploads/list/files-ports.ts'
import { loadPart } from '../http/parts.ts'
import type { ApiVersions } from './api-versions.ts'
import { type AccessByGateway, accessOf } from './gateway-opener.ts'
import type { AccountFilesServices } from './listed-files.ts'

interface GatewayFilesServices
  extends Omit<AccountFilesServices, 'accessOf' | 'isLoading' | 'queue'> {
  queue: Queue
  inUse: AccessByGateway
  apiVersions: ApiVersions
}

/** Adds the files of a pasted job to the history. Resolves with false when the text is no job. */
export type TakeJob = (
  text: string,
  gateway: GatewayId,
  addToRequest: (references: readonly NewReference[]) => void,
) => Promise<boolean>

/** Adds a file that a gateway imported to the history. Undefined without a key or if not media. */
export type KeepImported = (
  file: GatewayFile,
  gateway: GatewayId,
) => Promise<HistoryEntry | undefined>

/** Lists and deletes files at gateways, and looks up jobs. Its code is loaded on demand. */
export function createGatewayFiles(
  services: GatewayFilesServices,
): AccountFilesPorts & { takeJob: TakeJob; keepImported: KeepImported } {
  const { queue, inUse, apiVersions } = services
  const isLoading = createValue(false)
  const all: AccountFilesServices = {
    ...services,
    isLoading,
    accessOf: (gateway) => accessOf(inUse, gateway),
  }
  const values = [queue.holds, apiVersions.varg, apiVersions.sandbox]

  const accountAt = (gateway: GatewayId) =>
    inUse.has(gateway) ? queue.accountOf(gateway) : undefined

  /** Version 1 can neither list files nor look up jobs. */
  const listableAt = (gateway: GatewayId) =>
    apiVersions[gateway].get() === 2 ? accountAt(gateway) : undefined

  return {
    isLoading,
    accountAt: listableAt,

    subscribe(listener) {
      const ends = values.map((value) => value.subscribe(listener))
      return () => {
        for (const end of ends) end()
      }
    },

    async load(gateway) {
      const account = listableAt(gateway)
      const { loadFiles } = await loadPart(() => import('./listed-files.ts'))
      if (account !== undefined) await loadFiles(all, { gateway, account })
    },

    async remove(entry) {
      const { deleteFile } = await loadPart(() => import('./delete-file.ts'))
      await deleteFile(all, entry)
    },

    async keepImported(file, gateway) {
      const account = accountAt(gateway)
      if (account === undefined) return undefined
      const { addFiles } = await loadPart(() => import('./listed-files.ts'))
      return (await addFiles(all, { gateway, account }, [file])).entries[0]
    },

    async takeJob(text, gateway, addToRequest) {
      const { takeJob } = await loadPart(() => import('./job-files.ts'))
      const account = accountAt(gateway)
      const canLookUp = listableAt(gateway) !== undefined
      return takeJob(text, { ...all, gateway, account, canLookUp, addToRequest })
    },
  }
}
