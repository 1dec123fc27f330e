import type { Translated } from '../../core/text/translated.ts'
import type { words as english } from './swap-words.ts'

export const words: Translated<typeof english> = {
  title: (tag) => `${tag} ersetzen`,
  search: 'Dateien suchen oder URL einfügen',
  files: 'Dateien',
  swapFor: 'Ersetzen durch',
  nothing: 'Keine passende Datei. Eine http(s)-URL einfügen oder eine Datei wählen.',
  chooseFile: 'Datei wählen…',
  swapped: (former, tag, name) =>
    former === tag ? `${tag} ist jetzt ${name}.` : `${former} ist jetzt ${tag}, ${name}.`,
  exchanged: (tag, name, other, otherName) =>
    `${tag} ist jetzt ${name}, und ${other} ist ${otherName}.`,
  sameFile: (tag) => `${tag} ist schon diese Datei.`,
  awaited: (tag, name) => `${name} ersetzt ${tag} nach dem Hochladen.`,
}
