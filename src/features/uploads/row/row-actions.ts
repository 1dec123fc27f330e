import { isHashed } from '../../../core/history/history.ts'
import { isWebLink } from '../../../core/text/url-link.ts'
import { detailsLink } from '../../../core/traffic/details-link.ts'
import { isAtRest } from '../../../core/uploads/stage.ts'
import type { Row } from '../list/row.ts'
import { mainActionOf, otherVersionOf } from './main-action.ts'
import { retryInVersion, versionIn } from './retry-in-version.ts'
import {
  createAction,
  inOtherVersion,
  type RowAction,
  type RowActionId,
  requestToggle,
  retryNow,
} from './row-action.ts'
import type { RowController } from './row-controller.ts'
import { type RowFacts, readRow } from './row-facts.ts'
import { twinOf } from './twin.ts'

export interface RowActions {
  /** The most useful action, on the wide button. */
  main: RowAction
  /** On hover and focus, beside the main one. */
  quick: readonly RowAction[]
  /** All of them, in the order of the menu. */
  menu: readonly RowAction[]
}

const QUICK: readonly RowActionId[] = ['copy', 'details', 'check-url', 'upload-again']

/** What can be done with a row that has these facts. */
export function actionsOf(facts: RowFacts, rowController: RowController): RowActions {
  const { upload, gateway } = facts
  const mainId = upload
    ? mainActionOf(upload.stage, versionIn(rowController.uploads, gateway))
    : 'copy'
  const menu = [
    ...sendingActions(facts, rowController),
    ...itemActions(facts, rowController),
    ...lateActions(facts, rowController),
  ]
  const main = menu.find(({ id }) => id === mainId)
  if (!main) throw new Error(`A row misses its action ${mainId}`)
  const quick = menu.filter(({ id }) => id !== mainId && QUICK.includes(id))
  return { main, quick, menu }
}

/** What can be done with a row as it is now. Undefined when its file is gone. */
export function rowActionsOf(row: Row, rowController: RowController): RowActions | undefined {
  const facts = readRow(row, rowController.uploads)
  return facts && actionsOf(facts, rowController)
}

/** Runs an action on a row in its current state. @returns false when it does not apply */
export function runRowAction(row: Row, id: RowActionId, rowController: RowController): boolean {
  const action = rowActionsOf(row, rowController)?.menu.find((known) => known.id === id)
  action?.onSelect()
  return action !== undefined
}

/** Actions that retry, resume or cancel an upload. */
function sendingActions(
  { key, upload, gateway }: RowFacts,
  rowController: RowController,
): RowAction[] {
  if (!upload) return []
  const { queue } = rowController.uploads
  const { id, stage } = upload
  const cancel = createAction('cancel', () => queue.cancel([id]))
  const retry = createAction('retry', () => queue.retry([id]))
  if (stage.name === 'waiting' && stage.reason.kind === 'retry') {
    return [retryNow(() => queue.retryNow([id])), cancel]
  }
  const mainId = mainActionOf(stage, versionIn(rowController.uploads, gateway))
  if (mainId === 'choose-file') {
    const chooseFile = createAction('choose-file', () => rowController.chooseFile(key, id))
    return stage.name === 'failed' ? [chooseFile, retry] : [chooseFile]
  }
  const version = otherVersionOf(stage)
  if (mainId === 'use-version' && version !== undefined) {
    const use = () => retryInVersion(rowController.uploads, gateway, version)
    return [inOtherVersion(version, use), retry]
  }
  if (!isAtRest(stage)) return [cancel]
  return stage.name === 'uploaded' ? [] : [retry]
}

/** Actions on the URL of a file and on its details. */
function itemActions({ item, details }: RowFacts, rowController: RowController): RowAction[] {
  const actions: RowAction[] = []
  if (item) {
    const isIn = rowController.uploads.request.tagOf(item.url) !== undefined
    actions.push(
      requestToggle(isIn, () => rowController.toggleInRequest(item)),
      createAction('copy', () => void rowController.copy(item)),
    )
    if ('share' in navigator)
      actions.push(createAction('share', () => void rowController.share(item)))
    actions.push(createAction('preview', () => rowController.controller.preview(item.key)))
  }
  if (details) {
    actions.push(
      createAction('details', () => {
        location.hash = detailsLink(details)
      }),
    )
  }
  if (item && isWebLink(item.url)) {
    actions.push(createAction('open', () => void window.open(item.url, '_blank', 'noopener')))
  }
  return actions
}

function lateActions(facts: RowFacts, rowController: RowController): RowAction[] {
  const { key, upload, entry, item, gateway } = facts
  const { queue, store, accountFiles } = rowController.uploads
  const actions: RowAction[] = []
  if (upload?.stage.name === 'uploaded') {
    const twin = twinOf(upload, store)
    if (twin !== undefined) actions.push(createAction('twin', () => rowController.showTwin(twin)))
    actions.push(
      createAction('check-url', () => void rowController.checkUrl(key, upload.id)),
      createAction('upload-again', () => queue.retry([upload.id])),
    )
  }
  // The bytes of a file without a hash can't be compared.
  if (entry && !upload && isHashed(entry)) {
    actions.push(
      createAction('check-url', () => void rowController.checkUrl(key, entry)),
      createAction('upload-again', () => rowController.uploadEntryAgain(entry)),
    )
  }
  if (entry) {
    actions.push(createAction('edit-label', () => rowController.change(key, { isEditing: true })))
  }
  const [first] = actions
  if (first) first.startsGroup = true
  if (item || (upload && isAtRest(upload.stage))) {
    actions.push(createAction('remove', () => void rowController.remove(facts)))
  }
  const canDelete = entry?.result.fileId && accountFiles.accountAt(gateway) === entry.account
  if (canDelete) actions.push(createAction('delete', () => rowController.deleting.set(facts)))
  return actions
}
