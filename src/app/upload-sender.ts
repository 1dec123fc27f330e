import type { ApiVersion } from '../core/api/api-version.ts'
import type { Content } from '../core/api/content.ts'
import type { Access } from '../core/api/credential.ts'
import { GATEWAYS, type GatewayId } from '../core/api/gateways.ts'
import { withOtherVersion } from '../core/api/other-version.ts'
import { ProblemError } from '../core/api/problem.ts'
import { findTooLarge } from '../core/api/size-limits.ts'
import type { Sent } from '../core/queue/sender.ts'
import type { Upload } from '../core/uploads/upload.ts'
import { loadPart } from '../http/parts.ts'
import type { SendOptions } from '../http/send-options.ts'

/** Sends the file once. `changes` replace the usual options. */
export type SendOnce = (changes: Partial<SendOptions>) => Promise<Sent>

/** Takes the place of an ordinary send. It decides how often to call `send`. */
export type SendDecorator = (
  upload: Upload,
  content: Content,
  signal: AbortSignal,
  send: SendOnce,
) => Promise<Sent>

type Module = typeof import('../http/send-file.ts')

/**
 * Sends files of the queue, each once. The queue owns retries.
 *
 * @param accessOf the access to a gateway. It throws a ProblemError while the gateway is closed
 * @param mayName whether the gateway may learn the names of files
 * @param foundIn the version that was found for a gateway
 */
export function createUploadSender(
  accessOf: (gateway: GatewayId) => Access,
  mayName: () => boolean,
  foundIn: (gateway: GatewayId) => ApiVersion | undefined,
) {
  let loading: Promise<Module> | undefined
  let decorator: SendDecorator | undefined

  /** Requests the module once, right after the first load of the page. */
  function load(): Promise<Module> {
    loading ??= loadPart(() => import('../http/send-file.ts'))
    return loading
  }

  return {
    load,

    /** @throws {ProblemError} @throws {DOMException} `AbortError` when `signal` fires */
    async send(
      upload: Upload,
      content: Content,
      signal: AbortSignal,
      onProgress: (sent: number) => void,
    ): Promise<Sent> {
      const { gateway, hash } = content
      // Read before anything is awaited: the key in use may change meanwhile.
      const access = accessOf(gateway)
      const { sendFile } = await load()
      const { id, path, file, size, mediaType } = upload
      if (!file) throw new ProblemError({ kind: 'changed-on-disk' })
      // The version may have changed since the file was accepted.
      const { version } = access
      const tooLarge = findTooLarge(size, { inUse: version, found: foundIn(gateway) })
      if (tooLarge) throw new ProblemError(tooLarge)
      const { base } = GATEWAYS[gateway]
      const sent = { hash, size, mediaType, ...(mayName() && { path }) }
      const options = { base, ...access, sent, signal, onProgress, upload: { id, path } }
      const send: SendOnce = (changes) => sendFile(file, { ...options, ...changes })
      if (decorator) return decorator(upload, content, signal, send)
      return send({}).catch((caught: unknown) => {
        if (!(caught instanceof ProblemError)) throw caught
        throw new ProblemError(withOtherVersion(caught.problem, { version, size }), caught.pace)
      })
    },

    /** Sends through a decorator until it is set to undefined. */
    decorate(next: SendDecorator | undefined): void {
      decorator = next
    },

    isDecorated: () => decorator !== undefined,
  }
}

export type UploadSender = ReturnType<typeof createUploadSender>
