/**
 * A comment, an element whose content is text, or a tag with its name, its attributes and its end.
 * An unclosed piece extends to the end of the text, so each character is read once.
 */
const PIECE =
  /<!--.*?(?:-->|$)|<(?:(script|style|textarea|title)\b.*?(?:<\/\1|$)|([a-z][^\s/>]*)((?:[^>=]+|=\s*(?:"[^"]*(?:"|$)|'[^']*(?:'|$))?)*)(>?))/gis

const ATTRIBUTE = /([^\s/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+)))?/g

const NAMED: Readonly<Record<string, string>> = { amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' }

/**
 * The `src` of each `<img>`, in order. Reads HTML without a document, because a page that requires
 * Trusted Types cannot parse strings. Decodes only the named characters that an attribute must
 * escape. Omits a tag that the end of the text truncates.
 */
export function listPictures(html: string): string[] {
  return [...html.matchAll(PIECE)].flatMap(([, , name = '', attributes = '', end]) => {
    if (!end || !/^img$/i.test(name)) return []
    const source = [...attributes.matchAll(ATTRIBUTE)].find(([, name = '']) => /^src$/i.test(name))
    return source ? decode(source[2] ?? source[3] ?? source[4] ?? '') : []
  })
}

function decode(value: string): string {
  return value.replace(/&(?:#(x?[\da-f]+)|(amp|apos|gt|lt|quot));/gi, (whole, number, name) => {
    if (name) return NAMED[name.toLowerCase()] ?? whole
    const code = Number(`0${number}`)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
