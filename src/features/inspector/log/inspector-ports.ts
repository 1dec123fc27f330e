import type { GatewayId } from '../../../core/api/gateways.ts'
import type { ListItem } from '../../../core/request/list-item.ts'
import type { CheckCall } from '../../../core/traffic/checks/check.ts'
import type { CustomSendOptions } from '../../../core/traffic/custom-send-options.ts'
import type { CustomSendRun } from '../../../core/traffic/custom-send-run.ts'
import type { DetailsTarget } from '../../../core/traffic/details-link.ts'
import type { Exchange } from '../../../core/traffic/exchange.ts'
import type { ExchangeLog } from '../../../core/traffic/exchange-log.ts'

/** What the test bench lives on. The same object for as long as the page. */
export interface InspectorPorts {
  /** Every call since the page was opened. */
  log: ExchangeLog
  /** How many calls are not over yet, which the log does not have. */
  underWay(): number
  subscribeUnderWay(listener: () => void): () => void
  /** How files are sent from now on; they end with the tab. The same object until they change. */
  options(): CustomSendOptions
  setOptions(options: CustomSendOptions): void
  /** Sends as always again. */
  resetOptions(): void
  subscribeOptions(listener: () => void): () => void
  /** Tests of this visit, newest first. The same array until there is one more. */
  runs(): readonly CustomSendRun[]
  subscribeRuns(listener: () => void): () => void
  /** Every kept call of a file, newest first. @throws {ProblemError} where they cannot be read */
  tries(target: DetailsTarget): Promise<Exchange[]>
  /** What is known of a file; undefined where this browser does not know it. */
  find(target: DetailsTarget): DetailsFile | undefined
  /** Tells when {@link find} may answer otherwise. */
  subscribeFile(target: DetailsTarget, listener: () => void): () => void
  /**
   * Sends the file differently. What comes of it is told in the log, and changes neither list nor history.
   *
   * @param key instead of the one in use
   * @throws {ProblemError} where there are no bytes to send
   */
  test(
    file: DetailsFile,
    options: CustomSendOptions,
    key: string | undefined,
  ): Promise<CustomSendRun>
  /** Makes one call for a check of this gateway. */
  callFor(gateway: GatewayId): CheckCall
  /** Whether there is no key to call this gateway with. */
  lacksKey(gateway: GatewayId): boolean
  subscribeKeys(listener: () => void): () => void
  /** Where a gateway is, as programs reach it: `https://api.varg.ai`. */
  apiOf(gateway: GatewayId): string
}

/** A file whose details are shown. */
export interface DetailsFile extends DetailsTarget {
  path: string
  /** Bytes. */
  size: number
  mediaType: string
  /** Its bytes, where this page still has them. */
  file?: File | undefined
  /** Where it has a URL. */
  listed?: ListItem | undefined
  /** Whether it is being sent, or its answer is waited for. */
  isUnderWay: boolean
}
