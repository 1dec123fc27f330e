import type { ReactNode } from 'react'
import type { GatewayId } from '../../core/api/gateways.ts'
import type { HistoryEntry } from '../../core/history/history.ts'
import type { Composer } from '../../core/request/composer.ts'
import type { Reference } from '../../core/request/reference.ts'
import { createRequiredContext } from '../../ui/required-context.ts'

/** What the request needs from the page. */
export interface RequestPorts {
  composer: Composer
  /** Base URL of the gateway that code is written for, without `/v1`. */
  api: string
  /** The gateway in use. */
  gateway: GatewayId
  /** The history. It has names for URLs that are pasted. */
  entries: readonly HistoryEntry[]
  /** The thumbnail of a reference. The same function until the page is closed. */
  renderThumbnail: (reference: Reference) => ReactNode
}

export const [RequestContext, useRequest] = createRequiredContext<RequestPorts>('RequestContext')
