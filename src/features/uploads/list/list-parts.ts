import { TileContent } from '../row/TileContent.tsx'
import { HoldNote } from '../toolbar/HoldNote.tsx'
import { DeleteDialog } from './DeleteDialog.tsx'
import { FilterPanel } from './FilterPanel.tsx'
import { FoundBar } from './FoundBar.tsx'
import { FromGateway } from './FromGateway.tsx'
import { NothingFound } from './NothingFound.tsx'
import { OfferToast } from './OfferToast.tsx'
import { SelectionBar } from './SelectionBar.tsx'

/** What the list shows after a gesture, or while a gateway is held. One chunk has all of it. */
export const listParts = {
  ...{ DeleteDialog, FilterPanel, FoundBar, FromGateway, HoldNote, NothingFound },
  ...{ OfferToast, SelectionBar, TileContent },
}
