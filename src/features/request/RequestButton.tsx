import { Button, type ButtonProps } from '../../ui/Button.tsx'
import { useRequest } from './request-context.ts'
import { useDraft } from './use-draft.ts'
import { words } from './words.ts'

/** Opens the sheet of the request, where there is no room for the pane. */
export function RequestButton({
  isBelow = false,
  ...rest
}: Omit<ButtonProps, 'onClick' | 'children'> & {
  /** In the bar at the bottom of phones. */
  isBelow?: boolean
}) {
  const { composer, isOpen, setOpen } = useRequest()
  const { length } = useDraft(composer).references
  return (
    <Button aria-haspopup="dialog" aria-expanded={isOpen} {...rest} onClick={() => setOpen(true)}>
      <span>{(isBelow ? words.openBelow : words.open)(length)}</span>
    </Button>
  )
}
