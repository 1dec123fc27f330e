import { Bug } from 'lucide-react'
import type { InspectorPanel } from '../features/inspector/InspectorDock.tsx'
import { useAccount } from '../features/key/account-context.ts'
import { GatewaySwitch } from '../features/key/GatewaySwitch.tsx'
import { SettingsButton } from '../features/settings/SettingsButton.tsx'
import { ThemeSwitch } from '../features/settings/ThemeSwitch.tsx'
import { Button } from '../ui/Button.tsx'

interface HeaderProps {
  /** The open tab of the inspector. */
  panel: InspectorPanel | undefined
  onPanel: (panel: InspectorPanel | undefined) => void
}

/** The first line of the page: name, account, inspector and menu. */
export function Header({ panel, onPanel }: HeaderProps) {
  const { gateway, setGateway } = useAccount()
  return (
    <header className="flex items-center gap-1 sm:gap-2">
      <h1 className="mr-auto flex items-center gap-2 font-semibold text-lg tracking-tight">
        <img src="/favicon.svg" alt="" className="size-6" />
        <span className="max-[400px]:sr-only">Refdrop</span>
      </h1>
      <GatewaySwitch gateway={gateway} onChange={setGateway} />
      <Button
        look="quiet"
        tight
        aria-label="Test bench"
        title="Test bench: every request, and how to send differently"
        aria-expanded={panel !== undefined}
        onClick={() => onPanel(panel ? undefined : 'log')}
      >
        <Bug size={15} aria-hidden />
      </Button>
      <ThemeSwitch />
      <SettingsButton />
    </header>
  )
}
