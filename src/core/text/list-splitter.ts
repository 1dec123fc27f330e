/**
 * Splits a long list in a JSON object while its text arrives, so that the members can be parsed one
 * at a time. It does not check the syntax: the caller parses the members and the rest. When the
 * whole text is not JSON, at least one of them is not JSON either.
 *
 * @param name of the list, a member of the outermost object
 */
export function createListSplitter(name: string) {
  const key = `"${name}"`
  /** The text of the current member, and the text outside the list. */
  let [member, rest] = ['', '']
  let count = 0
  let depth = 0
  let isInList = false
  let isInString = false
  let isEscaped = false
  /** Whether the last string of the outermost object is the name, and whether that is a key. */
  let [isName, isKey] = [false, false]
  /** The last characters of the text so far, its length, and the start of the last string. */
  let [last, length, stringStart] = ['', 0, 0]

  return {
    /** Yields the members that end in this chunk. */
    *split(chunk: string): Generator<string> {
      let from = 0
      let at = isEscaped ? 1 : 0
      isEscaped = false

      function take(until: number): void {
        const text = chunk.slice(from, until)
        if (isInList) member += text
        else rest += text
        from = until
      }

      for (;;) {
        const mark = isInString ? /["\\]/g : /["{}[\],:]/g
        mark.lastIndex = at
        const found = mark.exec(chunk)
        if (!found) break
        const place = found.index
        at = place + 1
        const isOutermost = depth === 1 && !isInList
        switch (found[0]) {
          case '\\':
            isEscaped = at === chunk.length
            at += 1
            break
          case '"':
            isInString = !isInString
            if (isInString) stringStart = length + place
            else if (isOutermost) {
              const isAsLong = length + at - stringStart === key.length
              isName = isAsLong && (last + chunk.slice(0, at)).endsWith(key)
            }
            break
          case ':':
            if (isOutermost) isKey = isName
            break
          case ',':
            if (isOutermost) isKey = false
            if (!isInList || depth !== 2) break
            take(place)
            yield member
            count += 1
            member = ''
            from = at
            break
          case '[':
          case '{':
            depth += 1
            if (!isOutermost || !isKey || found[0] === '{') break
            take(at)
            isInList = true
            count = 0
            break
          default:
            depth -= 1
            if (!isInList || depth !== 1) break
            take(place)
            isInList = false
            if (count > 0 || member.trim() !== '') yield member
            member = ''
        }
      }
      take(chunk.length)
      last = (last + chunk).slice(-key.length)
      length += chunk.length
    },

    /** The text without the members of the list. It is complete after the last chunk. */
    rest: () => rest,
  }
}
