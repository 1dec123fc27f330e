import type { ReactNode } from 'react'
import type { Call } from '../../core/api/gateway-call.ts'
import type { GatewayId } from '../../core/api/gateways.ts'
import type { HistoryEntry } from '../../core/history/history.ts'
import type { Composer, NewReference } from '../../core/request/composer.ts'
import type { Drafts } from '../../core/request/drafts.ts'
import type { ApiTarget } from '../../core/request/generation.ts'
import type { Given } from '../../core/request/given.ts'
import type { Reference } from '../../core/request/reference.ts'
import { createRequiredContext } from '../../ui/required-context.ts'
import type { Note } from './note.ts'

/**
 * Makes one call of a gateway with the key in use.
 *
 * @throws {ProblemError} with the pace of the response, if there was one
 * @throws {DOMException} the reason of `signal` when it fires
 */
export type CallPort = <Given, Result>(
  gateway: GatewayId,
  call: Call<Given, Result>,
  given: Given,
  signal: AbortSignal,
) => Promise<{ result: Result }>

/** What the request needs from the page. */
export interface RequestPorts {
  drafts: Drafts
  /** The gateway that code is written for. The same object until it changes. */
  target: ApiTarget
  /** The gateway in use. */
  gateway: GatewayId
  /** Calls a gateway. Undefined without a key for the one in use. */
  call: CallPort | undefined
  /** The history. Pasted URLs get their names from it. */
  entries: readonly HistoryEntry[]
  /** The thumbnail of a reference. The same function until the page is closed. */
  renderThumbnail: (reference: Reference) => ReactNode
  /** Uploads files as references. The first file replaces the reference with `url`. */
  uploadToRequest: (files: readonly File[], url?: string) => void
  /**
   * Imports the files at URLs outside of gateways. Each replaces the reference with its URL. The
   * returned function cancels imports that are not complete.
   */
  importUrls: (urls: readonly string[]) => () => void
  /** Takes a pasted job. Resolves with false when the text is no job. */
  takeJob: (
    text: string,
    gateway: GatewayId,
    addToRequest: (references: readonly NewReference[]) => void,
  ) => Promise<boolean>
}

/** The request, and what every part of the page may do with it. */
export interface RequestActions extends Omit<RequestPorts, 'takeJob'> {
  /** Has the current draft. */
  composer: Composer
  /** Whether the sheet is open, on screens without room for the pane. */
  isOpen: boolean
  setOpen: (isOpen: boolean) => void
  /** Opens the dialog for code. */
  openPaste: () => void
  /** Takes the references of a text, and its settings. Resolves with false when it has neither. */
  take: (text: string) => Promise<boolean>
  /**
   * Takes what was dropped or pasted outside of the request. Resolves with the reason when it takes
   * nothing.
   *
   * @param swap id of the reference that the first one replaces
   */
  receive: (given: Given, swap: string | undefined) => Promise<string | undefined>
  /** Swaps a reference for the first file, inserts the others after it, and shows a note. */
  swap: (id: string, files: readonly NewReference[]) => Promise<void>
  /** Opens the dialog that swaps a reference. */
  openSwap: (id: string) => void
  /** Copies the request in its format, or says what is missing. */
  copy: () => Promise<void>
  /** Whether the request was copied a moment ago. */
  isCopied: boolean
  note: Note | undefined
  /** Shows and announces a note. */
  setNote: (note: Note) => void
  endNote: () => void
  /** Undoes what the note says, unless it is too late. False when there is nothing to undo. */
  undoNote: () => boolean
}

export const [RequestContext, useRequest] = createRequiredContext<RequestActions>('RequestContext')
