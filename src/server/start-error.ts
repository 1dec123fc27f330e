/** An invalid setting that prevents the start. The message is a complete sentence for people. */
export class StartError extends Error {
  override readonly name = 'StartError';

  /** Vite prints errors with `inspect`. Omits the stack trace, which would hide the message. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.message
  }
}
