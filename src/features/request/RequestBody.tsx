import { useDeferredValue, useId, useMemo } from 'react'
import { isEmptyDraft } from '../../core/request/draft.ts'
import { tagReferences } from '../../core/request/reference.ts'
import { withMedia } from '../../core/request/reference-of.ts'
import type { Role } from '../../core/request/roles.ts'
import { PromptField } from './PromptField.tsx'
import { RequestFoot } from './RequestFoot.tsx'
import { RequestSettings } from './RequestSettings.tsx'
import { useRequest } from './request-context.ts'
import { useDraft } from './use-draft.ts'
import { useRequestParts } from './use-request-parts.ts'
import type { TrayDrag } from './use-tray-drag.ts'
import { words } from './words.ts'

/** References, prompt and settings, the code that they make, and the button that copies it. */
export function RequestBody({ drag }: { drag: TrayDrag | undefined }) {
  const { composer, target, gateway, entries, note } = useRequest()
  const id = useId()
  const draft = useDraft(composer)
  const isEmpty = isEmptyDraft(draft)
  const parts = useRequestParts(!isEmpty || draft.extra !== '' || note !== undefined)
  const known = useMemo(() => withMedia(draft.references, entries), [draft.references, entries])
  const references = useMemo(() => tagReferences(known), [known])
  const described = useMemo(
    () => parts?.describeRequest({ ...draft, references: known }, target),
    [parts, draft, known, target],
  )
  const hints = useMemo(
    () => described && parts?.findHints(described.request, { snippet: described.format, gateway }),
    [parts, described, gateway],
  )
  // Long code must not delay typing.
  const written = useDeferredValue(described)

  const roles =
    parts && described?.format.isRequest
      ? parts.rolesOf(described.request, described.format.leftOut?.(described.request))
      : NO_ROLES

  return (
    <>
      <div
        data-code
        className="scroll-quiet flex min-h-0 flex-1 flex-col overflow-y-auto overflow-x-hidden"
      >
        {references.length === 0 ? (
          <p
            className={`mx-4 grid min-h-24 shrink-0 place-items-center text-balance rounded-region border-[1.5px] border-dashed px-5 py-5.5 text-center text-soft ${drag ? 'border-accent bg-selected' : 'border-line-strong'}`}
          >
            {words.empty}
          </p>
        ) : (
          parts && described && <parts.Tray references={references} roles={roles} drag={drag} />
        )}
        <PromptField
          prompt={draft.prompt}
          kind={draft.kind}
          references={references}
          hasCapitalTags={parts?.findFamily(described?.request.model ?? '')?.tags === 'capital'}
          describedBy={mentionIds(id)}
          onChange={(prompt) => composer.change({ prompt })}
        />
        <RequestSettings composer={composer} draft={draft} />
        {parts && <parts.ExtraField composer={composer} extra={draft.extra} />}
        {parts && described && hints && written && (
          <>
            <parts.Hints
              id={id}
              prompt={draft.prompt}
              model={described.request.model}
              references={references}
              roles={roles}
              hints={hints}
              format={described.format}
              onFix={composer.fix}
            />
            {!isEmpty && described.lack !== undefined && (
              <p className="flex-[1_0_auto] border-line border-t bg-surface px-4 py-3 text-soft">
                {described.lack}
              </p>
            )}
            {described.lack === undefined && (
              <parts.RequestCode
                code={parts.writeRequest(written)}
                language={written.format.language}
              />
            )}
          </>
        )}
      </div>
      {parts && described && <parts.Price described={described} />}
      <div className="relative">{parts && <parts.NoteToast />}</div>
      <RequestFoot format={draft.format} isIdle={!described || described.lack !== undefined} />
    </>
  )
}

const NO_ROLES: ReadonlyMap<string, Role> = new Map()

/** Ids of the hints that describe the prompt, for `aria-describedby`. They may be absent. */
function mentionIds(id: string): string {
  return `${id}unknown ${id}unused`
}
