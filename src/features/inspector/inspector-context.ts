import type { ApiVersion } from '../../core/api/api-version.ts'
import type { GatewayId } from '../../core/api/gateways.ts'
import type { ListItem } from '../../core/request/list-item.ts'
import type { ReadonlyValue, Value } from '../../core/state/value.ts'
import type { CheckCall } from '../../core/traffic/checks/check.ts'
import type { CustomSendOptions } from '../../core/traffic/custom-send-options.ts'
import type { CustomSendRun } from '../../core/traffic/custom-send-run.ts'
import type { DetailsTarget } from '../../core/traffic/details-link.ts'
import type { Exchange } from '../../core/traffic/exchange.ts'
import type { ExchangeLog } from '../../core/traffic/exchange-log.ts'
import { createRequiredContext } from '../../ui/required-context.ts'

/** What the inspector needs from the page. The same object until the page is closed. */
export interface InspectorPorts {
  /** Every call since the page was opened. */
  log: ExchangeLog
  /** How many calls are in flight. The log does not have them yet. */
  underWay: ReadonlyValue<number>
  /** How this tab sends its files. */
  options: Value<CustomSendOptions>
  /** Sends files without custom options again. */
  resetOptions(): void
  /** Custom sends since the page was opened, newest first. */
  runs: ReadonlyValue<readonly CustomSendRun[]>
  /**
   * Recorded calls of a file, newest first.
   *
   * @throws {ProblemError} when they cannot be read
   */
  tries(target: DetailsTarget): Promise<Exchange[]>
  /** @returns undefined when this browser does not know the file */
  find(target: DetailsTarget): DetailsFile | undefined
  /** Notifies when the result of {@link find} may have changed. */
  subscribeFile(target: DetailsTarget, listener: () => void): () => void
  /**
   * Sends a file with custom options. The log records the calls. List and history stay the same.
   *
   * @param key replaces the saved key
   * @throws {ProblemError} when the bytes are not available
   */
  sendCustom(
    file: DetailsFile,
    options: CustomSendOptions,
    key: string | undefined,
  ): Promise<CustomSendRun>
  /** @returns a function that makes one call to this gateway for a check */
  callFor(gateway: GatewayId): CheckCall
  /** The API version of each gateway. Undefined while its key is checked. */
  versions: Record<GatewayId, ReadonlyValue<ApiVersion | undefined>>
  lacksKey(gateway: GatewayId): boolean
  subscribeKeys(listener: () => void): () => void
  /** The base URL of a gateway for programs, for example `https://api.varg.ai`. */
  apiOf(gateway: GatewayId): string
}

export interface DetailsFile extends DetailsTarget {
  path: string
  /** Bytes. */
  size: number
  mediaType: string
  /** Undefined when this page no longer has the bytes. */
  file?: File | undefined
  /** Undefined when the file has no URL. */
  listed?: ListItem | undefined
  /** Whether the file is being sent, or waits for its response. */
  isUnderWay: boolean
}

export const [InspectorContext, useInspector] =
  createRequiredContext<InspectorPorts>('InspectorContext')
