import { useState } from 'react'
import { FLAWS, type Flaw } from '../../core/sandbox/flaws.ts'
import { FaultForm } from './FaultForm.tsx'
import { CheckField } from './Field.tsx'
import { describeFlaw } from './fault-words.ts'
import { setFlaws } from './plan-edits.ts'

/** What is wrong with every call and every file until it is taken away. */
export function FlawsForm({ inForce }: { inForce: readonly Flaw[] }) {
  const [chosen, setChosen] = useState(inForce)
  const [known, setKnown] = useState(inForce)
  // What was taken away in the list beside it must not come back with the next flaw.
  if (String(known) !== String(inForce)) {
    setKnown(inForce)
    setChosen(inForce)
  }
  const choose = (flaw: Flaw, isChosen: boolean) =>
    setChosen((before) => FLAWS.filter((one) => (one === flaw ? isChosen : before.includes(one))))

  return (
    <FaultForm legend="Always" action="Set flaws" makeEdit={() => setFlaws(chosen)}>
      <div className="grid w-full grid-cols-1 gap-x-3 sm:grid-cols-2">
        {FLAWS.map((flaw) => (
          <CheckField
            key={flaw}
            label={describeFlaw(flaw)}
            checked={chosen.includes(flaw)}
            onChange={(isChosen) => choose(flaw, isChosen)}
          />
        ))}
      </div>
    </FaultForm>
  )
}
