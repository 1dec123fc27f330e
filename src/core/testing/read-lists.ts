/**
 * Reads a list of links and images by the rules of CommonMark for one line: backslash escapes,
 * numeric character references, and the end of a link's text and address.
 *
 * @throws when a line has any other CommonMark syntax
 */
export function readMarkdownList(text: string) {
  return text.split('\n').map((line) => {
    const item = /^- (!?)\[((?:\\.|[^\\[\]])*)\]\(((?:\\.|[^\\()<>\s])*)\)$/su.exec(line)
    const [, mark, name = '', url = ''] = item ?? []
    if (!item) throw new Error(`no item of a list: ${line}`)
    if (/(?<!\\)(?:\\\\)*[`*_<>~]/u.test(name)) throw new Error(`markup in a name: ${name}`)
    return { isImage: mark === '!', name: readInline(name), url: readInline(url) }
  })
}

function readInline(text: string): string {
  return text.replace(
    /\\([!-/:-@[-`{-~])|&#([0-9]{1,7});|&[a-z0-9]+;/gi,
    (match, mark: string | undefined, number: string | undefined) => {
      if (mark !== undefined) return mark
      if (number === undefined) throw new Error(`a character by its name: ${match}`)
      return String.fromCodePoint(Number(number))
    },
  )
}

/** An apostrophe before a value that a spreadsheet would run. */
const NEUTRALIZED = /^'(?:[\s\p{Cf}\p{Pi}\p{Pf}'"]*[=+\-@|＝＋－＠]|'*[\t\r\n])/u

/** Reads a CSV table. @throws when it is not valid by RFC 4180 */
export function readCsvTable(text: string): string[][] {
  const value = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/y
  const rows: string[][] = [[]]
  while (value.lastIndex < text.length) {
    const at = value.lastIndex
    const [, written = '', end] = value.exec(text) ?? []
    if (end === undefined) throw new Error(`no value at ${at}: ${text.slice(at, at + 40)}`)
    const isQuoted = written.startsWith('"')
    const cell = isQuoted ? written.slice(1, -1).replaceAll('""', '"') : written
    rows.at(-1)?.push(NEUTRALIZED.test(cell) ? cell.slice(1) : cell)
    if (end === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}
