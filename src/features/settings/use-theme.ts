import { useEffect } from 'react'
import type { Preferences, Theme } from '../../storage/preferences.ts'
import { useValue } from '../../ui/use-value.ts'

/** The theme of the page. */
export function useTheme(preferences: Preferences): Theme {
  const theme = useValue(preferences.theme)

  // Follows the document, whose root element sets the theme of the page.
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
  }, [theme])

  return theme
}
