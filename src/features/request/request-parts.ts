import { findHints } from '../../core/request/hints.ts'
import { findFamily } from '../../core/request/models/find-family.ts'
import { listModels, ratiosOf, settingsFor } from '../../core/request/models/model-list.ts'
import { rolesOf } from '../../core/request/roles.ts'
import { Sheet } from '../../ui/Sheet.tsx'
import { Completions } from './Completions.tsx'
import { DraftMenu } from './DraftMenu.tsx'
import { describeRequest, writeRequest } from './described-request.ts'
import { ExtraField } from './ExtraField.tsx'
import { Hints } from './Hints.tsx'
import { ModelList, UndocumentedModel } from './ModelList.tsx'
import { NoteToast } from './NoteToast.tsx'
import { Price } from './Price.tsx'
import { RequestCode } from './RequestCode.tsx'
import { swapReferences } from './swap-references.ts'
import { Tray } from './Tray.tsx'

/** What an empty request does not need. One chunk has all of it. */
export const requestParts = {
  ...{ describeRequest, findFamily, findHints, listModels, ratiosOf },
  ...{ rolesOf, settingsFor, swapReferences, writeRequest },
  ...{
    Completions,
    DraftMenu,
    ExtraField,
    Hints,
    ModelList,
    NoteToast,
    Price,
    RequestCode,
    Sheet,
    Tray,
    UndocumentedModel,
  },
}
