import { parseWebUrl } from '../api/gateway-url.ts'
import { GATEWAYS, type GatewayId } from '../api/gateways.ts'
import { MEDIA_KINDS } from '../media/media-kind.ts'
import { encodeUnseen } from '../text/literals.ts'
import { parseJson } from '../text/parse-json.ts'
import type { NewReference } from './composer.ts'

/** Marks a drag of references. Present in `DataTransfer.types` while its data cannot be read yet. */
export const DRAGGED_TYPE = 'application/x-refdrop-references'

/** The part of a `DataTransfer` that is needed. */
interface DragData {
  getData(type: string): string
  setData(type: string, text: string): void
}

/**
 * Writes references to a drag, in order. Other programs receive their URLs, one per line.
 *
 * @param data the `DataTransfer` of a `dragstart`
 */
export function writeDragged(
  data: Pick<DragData, 'setData'>,
  references: readonly NewReference[],
): void {
  const urls = references.map(({ url }) => encodeUnseen(url))
  const dragged = references.map(({ url, name, mediaType, kind, gateway }) => ({
    url,
    name,
    mediaType,
    kind,
    gateway,
  }))
  data.setData(DRAGGED_TYPE, JSON.stringify(dragged))
  data.setData('text/uri-list', urls.join('\r\n'))
  data.setData('text/plain', urls.join('\n'))
}

/**
 * Reads the references of a drop, without their media facts. Skips invalid ones, because another
 * page can use the same type. Returns undefined when none is valid.
 */
export function readDragged(data: Pick<DragData, 'getData'>): NewReference[] | undefined {
  const dragged = parseJson(data.getData(DRAGGED_TYPE))
  if (!Array.isArray(dragged)) return undefined
  const references = dragged.flatMap((one: unknown) => readReference(one) ?? [])
  return references.length > 0 ? references : undefined
}

function readReference(dragged: unknown): NewReference | undefined {
  if (typeof dragged !== 'object' || dragged === null) return undefined
  const { url, name, mediaType, kind, gateway }: Record<string, unknown> = { ...dragged }
  const known = MEDIA_KINDS.find((one) => one === kind)
  if (typeof url !== 'string' || !parseWebUrl(url) || !known) return undefined
  if (typeof name !== 'string' || typeof mediaType !== 'string') return undefined
  return { url, name, mediaType, kind: known, gateway: readGateway(gateway) }
}

function readGateway(id: unknown): GatewayId | undefined {
  return Object.values(GATEWAYS).find((gateway) => gateway.id === id)?.id
}
