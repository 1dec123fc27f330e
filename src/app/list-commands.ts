import {
  Activity,
  ArrowDownUp,
  ArrowUp,
  ClipboardPaste,
  Code,
  Copy,
  Download,
  FolderUp,
  Keyboard,
  type LucideIcon,
  Monitor,
  Moon,
  Pause,
  Play,
  Search,
  SlidersHorizontal,
  Sun,
  Terminal,
  Upload,
} from 'lucide-react'
import type { GatewayId } from '../core/api/gateways.ts'
import { isBusy } from '../core/uploads/counts.ts'
import type { Command } from '../features/commands/command.ts'
import type { Shortcut } from '../features/commands/ShortcutsDialog.tsx'
import type { InspectorPanel } from '../features/inspector/InspectorDock.tsx'
import { THEMES, type Theme } from '../storage/preferences.ts'
import type { MenuItem } from '../ui/menu-item.ts'
import { words } from './command-words.ts'
import { findControl, pressControl } from './page-controls.ts'
import { MENU_KEYS } from './page-keys.ts'
import type { Ports } from './ports.ts'

export type PageDialog = 'commands' | 'shortcuts' | 'settings' | 'export' | 'import'

/** Controls of the page that a command presses, by their name. */
type Control = readonly [name: string, icon: LucideIcon, keys?: string]

const FIRST_CONTROLS: readonly Control[] = [
  [words.copyAll, Copy],
  [words.copyRequest, Code, 'Ctrl+Enter'],
  [words.chooseFiles, ArrowUp, 'O'],
]
const OTHER_CONTROLS: readonly Control[] = [
  [words.search, Search, '/'],
  [words.pasteCode, ClipboardPaste],
  [words.chooseFolder, FolderUp],
]

/** The keys that work anywhere on the page. */
export const SHORTCUTS: readonly Shortcut[] = [
  [words.search, '/'],
  [words.commandMenu, MENU_KEYS],
  [words.chooseFiles, 'O'],
  [words.pasteFiles, 'Ctrl+V'],
  [words.copyRequest, 'Ctrl+Enter'],
  [words.inspector, 'I'],
  [words.shortcuts, '?'],
]

const THEME_ICONS: Record<Theme, LucideIcon> = { system: Monitor, light: Sun, dark: Moon }

export interface CommandTargets {
  ports: Ports
  hasSandbox: boolean
  panel: InspectorPanel | undefined
  onPanel: (panel: InspectorPanel | undefined) => void
  dialog: PageDialog | undefined
  onDialog: (dialog: PageDialog | undefined) => void
}

/** The commands that the page offers now. Commands that do not apply are omitted. */
export function listCommands(targets: CommandTargets): Command[] {
  const { ports, hasSandbox, panel, onPanel, dialog, onDialog } = targets
  const { preferences } = ports
  const { queue } = ports.files
  const [theme, gateway] = [preferences.theme.get(), preferences.gateway.get()]
  const other: GatewayId = gateway === 'varg' ? 'sandbox' : 'varg'
  const isPaused = queue.paused.get()
  const open = (next: PageDialog) => () => onDialog(next)

  return [
    ...FIRST_CONTROLS.flatMap(commandOfControl),
    ...(isBusy(ports.files.store.counts.get())
      ? [
          {
            id: 'pause',
            label: isPaused ? words.resume : words.pause,
            icon: isPaused ? Play : Pause,
            run: isPaused ? queue.resume : queue.pause,
          },
        ]
      : []),
    ...(hasSandbox
      ? [
          {
            id: 'gateway',
            label: words.switchTo(other),
            icon: ArrowDownUp,
            run: () => preferences.gateway.set(other),
          },
        ]
      : []),
    {
      id: 'inspector',
      label: panel ? words.closeInspector : words.openInspector,
      icon: Activity,
      keys: 'I',
      run: () => onPanel(panel ? undefined : 'log'),
    },
    ...OTHER_CONTROLS.flatMap(commandOfControl),
    ...THEMES.filter((one) => one !== theme).map((one) => ({
      id: `theme-${one}`,
      label: words.theme(one),
      icon: THEME_ICONS[one],
      run: () => preferences.theme.set(one),
    })),
    { id: 'settings', label: words.settings, icon: SlidersHorizontal, run: open('settings') },
    { id: 'export', label: words.exportHistory, icon: Download, run: open('export') },
    { id: 'import', label: words.importHistory, icon: Upload, run: open('import') },
    { id: 'shortcuts', label: words.shortcuts, icon: Keyboard, keys: '?', run: open('shortcuts') },
    {
      id: 'commands',
      label: words.commandMenu,
      icon: Terminal,
      keys: MENU_KEYS,
      run: () => onDialog(dialog === 'commands' ? undefined : 'commands'),
    },
  ]
}

function commandOfControl([name, icon, keys]: Control): Command[] {
  if (!findControl(name)) return []
  return [
    {
      id: name,
      label: name,
      icon,
      ...(keys && { keys }),
      run: () => pressControl(findControl(name)),
    },
  ]
}

/** The menu of the page. Each item is a command, and has its key. */
export function listMenuItems(targets: CommandTargets): MenuItem[] {
  const commands = listCommands(targets)
  const { theme } = targets.ports.preferences
  const item = (id: string, startsGroup = false): MenuItem[] =>
    commands
      .filter((command) => command.id === id)
      .map(({ run, ...command }) => ({ ...command, startsGroup, onSelect: run }))
  return [
    ...item('commands'),
    ...item('shortcuts'),
    ...item('inspector'),
    ...item('export', true),
    ...item('import'),
    ...THEMES.map((one, place) => ({
      id: `theme-${one}`,
      label: words.theme(one),
      icon: THEME_ICONS[one],
      isChecked: one === theme.get(),
      startsGroup: place === 0,
      onSelect: () => theme.set(one),
    })),
    ...item('settings', true),
  ]
}
