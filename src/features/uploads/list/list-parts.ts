import { TileContent } from '../row/TileContent.tsx'
import { HoldNote } from '../toolbar/HoldNote.tsx'
import { AccountFiles } from './AccountFiles.tsx'
import { FilterPanel } from './FilterPanel.tsx'
import { FoundBar } from './FoundBar.tsx'
import { NothingFound } from './NothingFound.tsx'
import { OfferToast } from './OfferToast.tsx'
import { SelectionBar } from './SelectionBar.tsx'

/** What the list shows after a gesture, or while a gateway is held. One chunk has all of it. */
export const listParts = {
  ...{ AccountFiles, FilterPanel, FoundBar, HoldNote, NothingFound },
  ...{ OfferToast, SelectionBar, TileContent },
}
