import { plural } from '../../core/text/format.ts'
import type { Translated } from '../../core/text/translated.ts'
import type { words as english } from './given-words.ts'

const byUrl = (count: number) =>
  count === 1
    ? '1 Referenz über ihre URL hinzugefügt. Sie wird'
    : `${plural(count, { other: 'Referenzen' })} über ihre URLs hinzugefügt. Sie werden`

export const words: Translated<typeof english> = {
  added: (count) => `${byUrl(count)} nicht hochgeladen.`,
  importing: (count) => `${byUrl(count)} importiert.`,
  importLimit: (count) => `Nur die ersten ${count} URLs werden importiert.`,
  withoutSettings:
    'Den Text in die Anfrage einfügen, um auch Prompt und Einstellungen zu übernehmen.',
  alreadyThere: 'Nichts hinzugefügt. Die Anfrage enthält das schon.',
  nothing: 'Nichts zum Hinzufügen. Die http(s)-URL einer Datei einfügen oder ablegen.',
  onlyWeb: 'Nichts zum Hinzufügen. Nur http- und https-URLs können Referenzen sein.',
  blob: 'Dieses Bild lässt sich nicht von seiner Seite lesen. Das Bild speichern, dann die Datei ablegen.',
  pictureName: 'bild',
}
