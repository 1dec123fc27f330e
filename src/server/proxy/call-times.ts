/**
 * Times of a call to the upstream in milliseconds since its start. A second attempt counts from
 * the start of the first, because the page has waited since then.
 */
export class CallTimes {
  readonly #start = performance.now()
  #connection: string | undefined
  #sent: string | undefined
  #firstByte: string | undefined

  /** Discards the times of an earlier attempt. */
  beginAttempt(): void {
    this.#connection = undefined
    this.#sent = undefined
    this.#firstByte = undefined
  }

  /** The connection is open. A reused connection counts as 0 ms. */
  noteConnection(isReused: boolean): void {
    this.#connection = isReused ? 'connect;dur=0;desc=reused' : `connect;${this.#measure()}`
  }

  noteSent(): void {
    this.#sent = `sent;${this.#measure()}`
  }

  /** The headers of the response have arrived. */
  noteFirstByte(): void {
    this.#firstByte = `first-byte;${this.#measure()}`
  }

  /** The value of `Server-Timing`: all times known so far, and `total` until now. */
  describe(): string {
    const metrics = [this.#connection, this.#sent, this.#firstByte, `total;${this.#measure()}`]
    return metrics.filter((metric) => metric !== undefined).join(', ')
  }

  #measure(): string {
    return `dur=${(performance.now() - this.#start).toFixed(1)}`
  }
}
