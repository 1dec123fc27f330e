import { type Exchange, phaseOf, type ResponseFacts } from '../../core/exchange.ts'
import { describeFailure } from '../../core/takeout/describe-call.ts'
import { reasonPhraseOf } from '../../core/takeout/reason-phrase.ts'
import { BodyView } from './BodyView.tsx'
import { BREAK_WORDS } from './call-words.ts'
import { HeaderTable } from './HeaderTable.tsx'

/** What came back, or what broke and where. */
export function ResponsePanel({ exchange }: { exchange: Exchange }) {
  const { id, response } = exchange
  return (
    <div className="grid grid-cols-1 gap-4">
      {response && <StatusLine response={response} />}
      <FailureNote exchange={exchange} />
      {response && (
        <>
          <HeaderTable
            caption={response.from === 'gateway' ? 'Headers of the gateway' : 'Headers'}
            headers={response.headers}
          />
          <BodyView key={id} response={response} />
        </>
      )}
    </div>
  )
}

function StatusLine({ response: { status, from } }: { response: ResponseFacts }) {
  const isGood = status >= 200 && status < 400
  return (
    <div className="grid gap-1">
      <p className="rounded-lg bg-sunken px-3 py-2 font-mono text-sm">
        <span className={`font-semibold ${isGood ? 'text-accent' : 'text-bad'}`}>{status}</span>{' '}
        {reasonPhraseOf(status)}
      </p>
      <p className="text-soft text-sm">
        {from === 'gateway'
          ? 'This is the gateway’s own answer.'
          : 'This is no answer of the gateway: Refdrop’s own server answered in its place.'}
      </p>
    </div>
  )
}

function FailureNote({ exchange }: { exchange: Exchange }) {
  const sentence = describeFailure(exchange)
  if (sentence === undefined) return null
  return (
    <div className="grid gap-1 rounded-lg bg-bad-soft px-3 py-2 text-bad text-sm">
      <p className="wrap-anywhere">{sentence}</p>
      {!exchange.response && <p>{`It ended ${BREAK_WORDS[phaseOf(exchange)]}.`}</p>}
    </div>
  )
}
