import { Monitor, Moon, Sun } from 'lucide-react'
import { useEffect, useSyncExternalStore } from 'react'
import { THEMES, type Theme } from '../../storage/preferences.ts'
import { Button } from '../../ui/Button.tsx'
import { useSettings } from './settings-context.ts'

const ICONS: Record<Theme, typeof Sun> = { system: Monitor, light: Sun, dark: Moon }

/** A button that cycles through the themes system, light and dark. */
export function ThemeSwitch() {
  const { preferences } = useSettings()
  const theme = useSyncExternalStore(preferences.theme.subscribe, preferences.theme.get)
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] as Theme
  const Icon = ICONS[theme]

  // Follows the document, whose root element sets the theme of the page.
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
  }, [theme])

  return (
    <Button
      look="quiet"
      tight
      aria-label={`Theme: ${theme}`}
      title={`Theme: ${theme}. Press for ${next}.`}
      onClick={() => preferences.theme.set(next)}
    >
      <Icon size={17} aria-hidden />
    </Button>
  )
}
