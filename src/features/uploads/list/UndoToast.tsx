import { useState } from 'react'
import { useValue } from '../../../ui/use-value.ts'
import { useListController } from './use-list-controller.ts'
import { useListParts } from './use-list-parts.ts'

/** Offers to undo what was just done. Ctrl+Z does the same. */
export function UndoToast() {
  const { undo } = useListController()
  const offer = useValue(undo.offer)
  const parts = useListParts(offer !== undefined)
  // A new toast for each offer, because its time starts again.
  const [known, setKnown] = useState({ offer, count: 0 })
  if (known.offer !== offer) setKnown({ offer, count: known.count + 1 })
  return offer && parts ? <parts.OfferToast key={known.count} offer={offer} /> : null
}
