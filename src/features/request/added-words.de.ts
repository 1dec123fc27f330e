import { plural } from '../../core/text/format.ts'
import type { Translated } from '../../core/text/translated.ts'
import type { words as english } from './added-words.ts'

const REFERENCES = { one: 'Referenz', other: 'Referenzen' }

export const words: Translated<typeof english> = {
  added: (count) => `${plural(count, REFERENCES)} hinzugefügt.`,
  notAdded: (count) => `Die Anfrage ist voll. ${plural(count, REFERENCES)} nicht hinzugefügt.`,
  pasted: (count, isReplaced) =>
    `${isReplaced ? 'Die Anfrage wurde ersetzt. ' : ''}${count === 0 ? 'Anfrage' : plural(count, REFERENCES)} aus dem Eingefügten übernommen.`,
}
