/**
 * Takes a long list in a JSON object apart while its text comes, so that nobody has to parse all
 * of it at once. It checks no syntax: the members and {@link rest} are to be parsed, and where the
 * whole text was no JSON, one of them is none.
 *
 * @param name of the list, among the members of the outermost object
 */
export function createListSplitter(name: string) {
  const key = `"${name}"`
  /** The text of the member that is being read, and everything outside of the list. */
  let [member, rest] = ['', '']
  let count = 0
  let depth = 0
  let isInList = false
  let isInString = false
  let isEscaped = false
  /** Whether the last string of the outermost object is the name, and whether it is a key. */
  let [isName, isKey] = [false, false]
  /** Of the text so far: its last characters, its length, and where the last string began. */
  let [last, length, stringStart] = ['', 0, 0]

  return {
    /** Members of the list that end in this part of the text. */
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

    /** The text without the members of the list: all of it once all has come. */
    rest: () => rest,
  }
}
