/**
 * When what happened in a call of the upstream, in milliseconds since it began. A second
 * attempt counts from the beginning of the first, for so long the page has waited.
 */
export class CallTimes {
  readonly #began = performance.now()
  #connection: string | undefined
  #sent: string | undefined
  #firstByte: string | undefined

  /** What an earlier attempt met is no part of the answer. */
  beginAttempt(): void {
    this.#connection = undefined
    this.#sent = undefined
    this.#firstByte = undefined
  }

  /** The upstream can be written to. One that was kept open from an earlier call cost no time. */
  noteConnection(isReused: boolean): void {
    this.#connection = isReused ? 'connect;dur=0;desc=reused' : `connect;${this.#measure()}`
  }

  /** The last byte of the body is out. */
  noteSent(): void {
    this.#sent = `sent;${this.#measure()}`
  }

  /** The head of the upstream's answer is here. */
  noteFirstByte(): void {
    this.#firstByte = `first-byte;${this.#measure()}`
  }

  /** As the value of `Server-Timing`: what is known so far, and `total` until now. */
  describe(): string {
    const metrics = [this.#connection, this.#sent, this.#firstByte, `total;${this.#measure()}`]
    return metrics.filter((metric) => metric !== undefined).join(', ')
  }

  #measure(): string {
    return `dur=${(performance.now() - this.#began).toFixed(1)}`
  }
}
