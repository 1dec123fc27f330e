import type { HistoryEntry } from '../../../core/history/history.ts'
import type { HistoryPorts } from '../list/history-ports.ts'

/**
 * The URL of an entry's thumbnail: drawn from its bytes, or else the gateway's picture. Null when
 * neither loads. The page's Content Security Policy decides which hosts may serve pictures.
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

/** A cache name that changes with the picture: for other bytes, or after bytes were decoded. */
export function pictureName(entry: HistoryEntry | undefined): string {
  return `${entry?.hash} ${entry?.media !== undefined} ${entry?.picture}`
}
