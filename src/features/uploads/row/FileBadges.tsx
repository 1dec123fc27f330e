import { GATEWAYS } from '../../../core/api/gateways.ts'
import { Badge } from '../../../ui/Badge.tsx'
import { useValue } from '../../../ui/use-value.ts'
import { useUploads } from '../uploads-context.ts'
import type { RowFacts } from './row-facts.ts'
import { stateWords } from './state-words.ts'
import { words } from './words.ts'

/** The badges of a file. Includes the state that the gutter draws, as text for screen readers. */
export function FileBadges({ facts }: { facts: RowFacts }) {
  const { gateway, upload } = facts
  const isOther = useValue(useUploads().gateway) !== gateway
  const { label } = GATEWAYS[gateway]
  const origin = upload?.stage.name === 'uploaded' ? upload.stage.origin : undefined
  return (
    <>
      {origin === 'deduplicated' && (
        <Badge title={words.deduplicatedTip}>{words.deduplicated}</Badge>
      )}
      {origin === 'already-here' && <Badge title={words.alreadyHereTip}>{words.alreadyHere}</Badge>}
      {isOther && (
        <Badge
          look={gateway === 'sandbox' ? 'sandbox' : 'plain'}
          title={gateway === 'sandbox' ? words.sandboxTip : words.otherGatewayTip(label)}
        >
          {label}
        </Badge>
      )}
      <span className="sr-only">
        {stateWords(facts).map((word) => (
          <span key={word}>{`${word} `}</span>
        ))}
      </span>
    </>
  )
}
