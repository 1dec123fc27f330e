import { inspect } from 'node:util'

/** Something a person set is wrong, so nothing is started. The message is a whole sentence for them. */
export class StartError extends Error {
  override readonly name = 'StartError';

  /** Vite prints what stopped it with `inspect`; a stack trace would bury the sentence. */
  [inspect.custom](): string {
    return this.message
  }
}
