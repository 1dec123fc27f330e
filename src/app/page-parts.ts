import { loadPart } from '../http/parts.ts'
import { loadList, loadView } from '../http/styles.ts'
import type { Notices } from './notices.ts'

// Parts of the page that are loaded when they are needed.

export const loadEmptyPage = async () => (await loadPart(() => import('./EmptyPage.tsx'))).EmptyPage
export const loadOverlay = async () =>
  (await loadView(() => import('../features/drop/DropOverlay.tsx'))).DropOverlay
export const loadWorkbench = async () => (await loadList(() => import('./Workbench.tsx'))).Workbench
export const loadCommands = async () => {
  const [keys, list] = await Promise.all([
    loadView(() => import('./PageCommands.tsx')),
    loadPart(() => import('./list-commands.ts')),
  ])
  return { ...keys, ...list }
}
export const loadWaysIn = async (notices: Notices) =>
  (await loadView(() => import('./ways-in.tsx'))).openWaysIn(notices)
export const loadStorage = async () =>
  (await loadView(() => import('./SandboxStorage.tsx'))).SandboxStorage
export const loadFailures = async () =>
  (await loadView(() => import('../features/sandbox/FailuresPill.tsx'))).FailuresPill
