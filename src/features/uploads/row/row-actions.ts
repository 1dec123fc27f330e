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
import type { RowDesk } from './row-desk.ts'
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
export function actionsOf(facts: RowFacts, desk: RowDesk): RowActions {
  const { upload, gateway } = facts
  const mainId = upload ? mainActionOf(upload.stage, versionIn(desk.uploads, gateway)) : 'copy'
  const menu = [
    ...sendingActions(facts, desk),
    ...itemActions(facts, desk),
    ...lateActions(facts, desk),
  ]
  const main = menu.find(({ id }) => id === mainId)
  if (!main) throw new Error(`A row misses its action ${mainId}`)
  const quick = menu.filter(({ id }) => id !== mainId && QUICK.includes(id))
  return { main, quick, menu }
}

/** What can be done with a row as it is now. Undefined when its file is gone. */
export function rowActionsOf(row: Row, desk: RowDesk): RowActions | undefined {
  const facts = readRow(row, desk.uploads)
  return facts && actionsOf(facts, desk)
}

/** Runs an action on a row in its current state. @returns false when it does not apply */
export function runRowAction(row: Row, id: RowActionId, desk: RowDesk): boolean {
  const action = rowActionsOf(row, desk)?.menu.find((known) => known.id === id)
  action?.onSelect()
  return action !== undefined
}

/** Actions that retry, resume or cancel an upload. */
function sendingActions({ key, upload, gateway }: RowFacts, desk: RowDesk): RowAction[] {
  if (!upload) return []
  const { queue } = desk.uploads
  const { id, stage } = upload
  const cancel = createAction('cancel', () => queue.cancel([id]))
  const retry = createAction('retry', () => queue.retry([id]))
  if (stage.name === 'waiting' && stage.reason.kind === 'retry') {
    return [retryNow(() => queue.retryNow([id])), cancel]
  }
  const mainId = mainActionOf(stage, versionIn(desk.uploads, gateway))
  if (mainId === 'choose-file') {
    const chooseFile = createAction('choose-file', () => desk.chooseFile(key, id))
    return stage.name === 'failed' ? [chooseFile, retry] : [chooseFile]
  }
  const version = otherVersionOf(stage)
  if (mainId === 'use-version' && version !== undefined) {
    const use = () => retryInVersion(desk.uploads, gateway, version)
    return [inOtherVersion(version, use), retry]
  }
  if (!isAtRest(stage)) return [cancel]
  return stage.name === 'uploaded' ? [] : [retry]
}

/** Actions on the URL of a file and on its details. */
function itemActions({ item, details }: RowFacts, desk: RowDesk): RowAction[] {
  const actions: RowAction[] = []
  if (item) {
    const isIn = desk.uploads.request.tagOf(item.url) !== undefined
    actions.push(
      requestToggle(isIn, () => desk.toggleInRequest(item)),
      createAction('copy', () => void desk.copy(item)),
    )
    if ('share' in navigator) actions.push(createAction('share', () => void desk.share(item)))
    actions.push(createAction('preview', () => desk.controller.preview(item.key)))
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

function lateActions(facts: RowFacts, desk: RowDesk): RowAction[] {
  const { key, upload, entry, item, gateway } = facts
  const { queue, store, accountFiles } = desk.uploads
  const actions: RowAction[] = []
  if (upload?.stage.name === 'uploaded') {
    const twin = twinOf(upload, store)
    if (twin !== undefined) actions.push(createAction('twin', () => desk.showTwin(twin)))
    actions.push(
      createAction('check-url', () => void desk.checkUrl(key, upload.id)),
      createAction('upload-again', () => queue.retry([upload.id])),
    )
  }
  // The bytes of a file without a hash can't be compared.
  if (entry && !upload && isHashed(entry)) {
    actions.push(
      createAction('check-url', () => void desk.checkUrl(key, entry)),
      createAction('upload-again', () => desk.uploadEntryAgain(entry)),
    )
  }
  if (entry) {
    actions.push(createAction('edit-label', () => desk.change(key, { isEditing: true })))
  }
  const [first] = actions
  if (first) first.startsGroup = true
  if (item || (upload && isAtRest(upload.stage))) {
    actions.push(createAction('remove', () => void desk.remove(facts)))
  }
  const canDelete = entry?.result.fileId && accountFiles.accountAt(gateway) === entry.account
  if (canDelete) actions.push(createAction('delete', () => desk.deleting.set(facts)))
  return actions
}
