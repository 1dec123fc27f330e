/** Number of characters before the extension that are never cut off. */
const KEPT = 5

/** Names of up to this many characters stay whole, because they fit almost everywhere. */
const SHORT = 16

const EXTENSION = /\.[^./\\\s]{1,8}$/
/** Characters that belong to the one before them. */
const JOINED = /^(?:\p{M}|\u200d|[\udc00-\udfff])/u

/**
 * Splits a name for a cut in its middle: the end holds the extension and five characters before it.
 * Names that differ only at their ends stay distinct. No character or short name is split.
 */
export function splitName(name: string): [start: string, end: string] {
  if (name.length <= SHORT) return [name, '']
  const extension = EXTENSION.exec(name)?.[0] ?? ''
  let at = Math.max(0, name.length - extension.length - KEPT)
  while (at > 0 && (JOINED.test(name.slice(at)) || name[at - 1] === '\u200d')) at -= 1
  return [name.slice(0, at), name.slice(at)]
}
