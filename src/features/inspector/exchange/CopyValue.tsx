import { CopyButton } from '../../../ui/CopyButton.tsx'
import { words } from '../words.ts'

/** A small button that copies one value. With a mouse, it shows on hover and makes its line no higher. */
export function CopyValue({ term, value }: { term: string; value: string }) {
  return (
    <CopyButton
      look="quiet"
      tight
      label={words.details.copyFact(term)}
      labelClassName="sr-only"
      data-tip={words.details.copy}
      className="-my-1.25 ms-auto flex! shrink-0 group-hover/row:opacity-100 group-focus-within/row:opacity-100 pointer-fine:opacity-0"
      text={() => value}
    />
  )
}
