/** A run of text in one colour. */
export interface Piece {
  text: string
  look?: string | undefined
}

/** Which part of a long URL is cut from view. Dots replace it. `rest` continues the part before it. */
export type Cut = 'head' | 'middle' | 'tail' | 'rest'

export interface Part extends Piece {
  cut?: Cut | undefined
}

/** Parts of a line. A long URL, with the punctuation around it, never wraps. */
export interface Chunk {
  isUrl: boolean
  parts: Part[]
}

/** URLs longer than this are cut, in characters. */
const LONG = 48

/** Characters of the name in a URL that stay in view. */
const KEPT = 8

const URL_IN_CODE = /(["'`(<[]*)(https?:\/\/[^\s"'`<>()[\]{}\\]+)(["'`)>\],;}]*)/gi
const URL_PARTS = /^(https?:\/\/[^?#]*\/)([^/?#]*?)(\.[a-z0-9]{1,8})?([?#].*)?$/i

/**
 * Arranges code in lines and cuts long URLs. The texts of all parts joined are the code, line ends
 * included.
 *
 * @param pieces the code in order
 */
export function layOutCode(pieces: readonly Piece[]): Chunk[][] {
  const code = pieces.map(({ text }) => text).join('')
  const take = createTaker(pieces)
  return code.split(/(?<=\n)/).map((line) => {
    const chunks: Chunk[] = []
    let done = 0
    function add(end: number, isUrl: boolean, cuts: readonly CutRange[] = []): void {
      if (end > done) chunks.push({ isUrl, parts: cutParts(take, done, end, cuts) })
      done = end
    }
    for (const match of line.matchAll(URL_IN_CODE)) {
      const [whole, opening = '', url = ''] = match
      const cuts = findCuts(url)
      if (cuts.length === 0) continue
      add(match.index, false)
      const start = match.index + opening.length
      const placed = cuts.map((one) => ({ ...one, from: one.from + start, to: one.to + start }))
      add(match.index + whole.length, true, placed)
    }
    add(line.length, false)
    return chunks
  })
}

interface CutRange {
  cut: Cut
  from: number
  to: number
}

/** The ranges of a URL that are cut: all before its name, the middle of its name, and its query. */
function findCuts(url: string): CutRange[] {
  const [, head = '', name = '', extension = '', query = ''] = URL_PARTS.exec(url) ?? []
  if (url.length <= LONG || head === '') return []
  const end = head.length + name.length
  const cuts: CutRange[] = [
    { cut: 'head', from: 0, to: head.length },
    { cut: 'middle', from: head.length + KEPT, to: end },
    { cut: 'tail', from: end + extension.length, to: end + extension.length + query.length },
  ]
  return cuts.filter(({ from, to }) => to > from)
}

function cutParts(take: Taker, from: number, end: number, cuts: readonly CutRange[]): Part[] {
  const parts: Part[] = []
  let done = from
  for (const { cut, from: start, to } of cuts) {
    parts.push(...take(start - done))
    parts.push(
      ...take(to - start).map((part, at) => ({ ...part, cut: at === 0 ? cut : ('rest' as const) })),
    )
    done = to
  }
  return [...parts, ...take(end - done)]
}

type Taker = (length: number) => Piece[]

/** Takes the next characters of the code, each with its colour. */
function createTaker(pieces: readonly Piece[]): Taker {
  let next = 0
  let done = 0
  return (length) => {
    const taken: Piece[] = []
    let left = length
    while (left > 0) {
      const piece = pieces[next]
      if (!piece) break
      const text = piece.text.slice(done, done + left)
      if (text !== '') taken.push({ text, look: piece.look })
      left -= text.length
      done += text.length
      if (done === piece.text.length) {
        next += 1
        done = 0
      }
    }
    return taken
  }
}
