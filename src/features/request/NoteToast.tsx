import { Button } from '../../ui/Button.tsx'
import { Toast } from '../../ui/Toast.tsx'
import { isOutdated } from './note.ts'
import { useRequest } from './request-context.ts'
import { words } from './tray-words.ts'
import { useDraft } from './use-draft.ts'

/** What was just done or refused, over the bottom of the request. */
export function NoteToast() {
  const { composer, note, endNote, undoNote } = useRequest()
  const draft = useDraft(composer)
  if (!note || isOutdated(note, draft)) return null
  return (
    <div className="absolute inset-x-0 bottom-3 z-float flex justify-center px-3">
      <Toast key={note.sentence} onDone={endNote}>
        <span>{note.sentence}</span>
        {note.undo && (
          <Button look="quiet" className="text-accent!" onClick={undoNote}>
            {words.undo}
          </Button>
        )}
      </Toast>
    </div>
  )
}
