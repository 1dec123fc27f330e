import { useState } from 'react'
import { findLanguage, LANGUAGE_CODES, LANGUAGES } from '../../core/text/languages.ts'
import { LOCALE } from '../../core/text/locale.ts'
import {
  type LanguageChoice,
  readLanguageChoice,
  storeLanguageChoice,
} from '../../storage/language-choice.ts'
import { Button } from '../../ui/Button.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { SettingRow } from './SettingRow.tsx'
import { words } from './words.ts'

const OPTIONS: { value: LanguageChoice; label: string }[] = [
  { value: 'automatic', label: words.automatic },
  ...LANGUAGE_CODES.map((value) => ({ value, label: LANGUAGES[value] })),
]

/**
 * Each language is a separate page, so a change needs a reload. Only a button reloads, because
 * arrow keys already change the choice. While files are sent, the browser asks first.
 */
export function LanguageSetting() {
  const [choice, setChoice] = useState(readLanguageChoice)
  const [isBlocked, setBlocked] = useState(false)
  const next = choice === 'automatic' ? findLanguage(navigator.languages) : choice

  function choose(wanted: LanguageChoice): void {
    storeLanguageChoice(wanted)
    const stored = readLanguageChoice()
    setChoice(stored)
    setBlocked(stored !== wanted)
  }

  return (
    <SettingRow title={words.language} note={words.languageNote}>
      <div className="flex flex-col items-start gap-2 sm:items-end">
        <Segmented label={words.language} options={OPTIONS} value={choice} onChange={choose} />
        {next !== findLanguage([LOCALE]) && (
          <Button onClick={() => location.reload()}>{words.reloadIn(next)}</Button>
        )}
        {isBlocked && (
          <p role="alert" className="text-bad text-meta">
            {words.languageBlocked}
          </p>
        )}
      </div>
    </SettingRow>
  )
}
