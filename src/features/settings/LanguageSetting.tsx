import { useState } from 'react'
import { LANGUAGES } from '../../core/text/languages.ts'
import {
  type LanguageChoice,
  readLanguageChoice,
  storeLanguageChoice,
} from '../../storage/language-choice.ts'
import { Segmented } from '../../ui/Segmented.tsx'
import { SettingRow } from './SettingRow.tsx'
import { words } from './words.ts'

const OPTIONS: { value: LanguageChoice; label: string }[] = [
  { value: 'automatic', label: words.automatic },
  { value: 'en', label: LANGUAGES.en },
  { value: 'de', label: LANGUAGES.de },
]

/** Each language is a page of its own, so a choice reloads the page. While files are sent, the browser asks first. */
export function LanguageSetting() {
  const [choice, setChoice] = useState(readLanguageChoice)

  function choose(next: LanguageChoice): void {
    storeLanguageChoice(next)
    setChoice(next)
    location.reload()
  }

  return (
    <SettingRow title={words.language} note={words.languageNote}>
      <Segmented label={words.language} options={OPTIONS} value={choice} onChange={choose} />
    </SettingRow>
  )
}
