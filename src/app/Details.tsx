import { extensionOf, kindOf } from '../core/media/media-kind.ts'
import { detailsLink } from '../core/traffic/details-link.ts'
import { useUploads } from '../features/uploads/uploads-context.ts'
import { KindSign } from '../ui/KindSign.tsx'
import { usePart } from '../ui/use-part.ts'
import { loadInspector } from './load-inspector.ts'
import { StoredThumbnail } from './StoredThumbnail.tsx'
import { useDetailsLink } from './use-details-link.ts'

/** The details of the file in the page's URL. Their code is loaded when they first open. */
export function Details() {
  const [target, close] = useDetailsLink()
  const { history } = useUploads()
  const { part } = usePart('inspector', loadInspector, target !== undefined)
  if (!part || !target) return null
  return (
    <part.DetailsDialog
      key={detailsLink(target)}
      target={target}
      renderThumbnail={({ listed, mediaType, path }) =>
        listed ? (
          <StoredThumbnail url={listed.url} kind={listed.kind} history={history} />
        ) : (
          <KindSign kind={kindOf(mediaType, path)} extension={extensionOf(path)} />
        )
      }
      onClose={close}
    />
  )
}
