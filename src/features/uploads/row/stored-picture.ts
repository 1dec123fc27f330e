import type { HistoryEntry } from '../../../core/history/history.ts'
import type { HistoryPorts } from '../list/history-ports.ts'

/**
 * The URL of a small picture of an entry: one that was drawn from its bytes, else the gateway's. Null
 * when neither loads. The page's policy decides from which hosts pictures may load.
 */
export async function storedPicture(
  history: Pick<HistoryPorts, 'thumbnail'>,
  { hash, picture }: HistoryEntry,
): Promise<string | null> {
  const drawn = await history.thumbnail(hash)
  if (drawn !== null || picture === undefined) return drawn
  const image = new Image()
  image.src = picture
  return image.decode().then(
    () => picture,
    () => null,
  )
}

/** Another name when the picture may be another one: other bytes, or bytes that were decoded since. */
export function pictureName(entry: HistoryEntry | undefined): string {
  return `${entry?.hash} ${entry?.media !== undefined} ${entry?.picture}`
}
