import { loadView } from '../http/styles.ts'
import { Boundary } from '../ui/Boundary.tsx'
import { usePart } from '../ui/use-part.ts'
import { useValue } from '../ui/use-value.ts'
import { useEarlyText } from './early-text.ts'
import { type CommandTargets, listCommands, SHORTCUTS } from './list-commands.ts'
import { usePageKeys } from './page-keys.ts'
import type { Memory } from './ports.ts'
import type { PageRequest } from './request-ports.ts'
import { words } from './workbench-words.ts'

const loadDialogs = async () => loadView(() => import('./CommandDialogs.tsx'))
const loadSettings = async () =>
  (await loadView(() => import('../features/settings/SettingsDialog.tsx'))).SettingsDialog

interface PageCommandsProps extends CommandTargets {
  memory: Memory | undefined
  /** The request, if the page shows one. */
  request: () => PageRequest | null
}

/** The keys of the page, and the dialogs that open from its menu. */
export function PageCommands({ memory, request, ...targets }: PageCommandsProps) {
  const { ports, dialog, onDialog } = targets
  const singleKeys = useValue(ports.preferences.singleKeys)
  const isList = dialog === 'commands' || dialog === 'shortcuts'
  const { part: dialogs } = usePart('command-dialogs', loadDialogs, isList)
  const { part: SettingsDialog } = usePart('settings', loadSettings, !isList && !!dialog)
  usePageKeys(() => listCommands(targets), singleKeys)
  const close = () => onDialog(undefined)
  const earlyText = useEarlyText(dialog === 'commands' && !dialogs, close)

  return (
    <Boundary what={words.thisDialog}>
      {dialog === 'commands' && dialogs && (
        <dialogs.PageCommandMenu
          commands={listCommands(targets).filter(({ id }) => id !== 'commands')}
          store={ports.files.store}
          history={memory?.history}
          request={request()}
          initialText={earlyText}
          onClose={close}
        />
      )}
      {dialog === 'shortcuts' && dialogs && (
        <dialogs.ShortcutsDialog anywhere={SHORTCUTS} singleKeys={singleKeys} onClose={close} />
      )}
      {dialog && !isList && SettingsDialog && (
        <SettingsDialog part={dialog === 'settings' ? undefined : dialog} onClose={close} />
      )}
    </Boundary>
  )
}
