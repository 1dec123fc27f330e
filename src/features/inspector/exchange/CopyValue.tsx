import { CopyButton } from '../../../ui/CopyButton.tsx'
import { words } from '../words.ts'

/** A small button that copies one value. A mouse shows it on hover. There, it does not make its line higher. */
export function CopyValue({ term, value }: { term: string; value: string }) {
  return (
    <CopyButton
      look="quiet"
      tight
      label={words.details.copyFact(term)}
      labelClassName="sr-only"
      data-tip={words.details.copy}
      className="-my-1.25 ms-auto flex! shrink-0 focus-visible:opacity-100 group-hover/value:opacity-100 pointer-fine:opacity-0"
      text={() => value}
    />
  )
}
