import { type Exchange, phaseOf, type ResponseFacts } from '../../../core/traffic/exchange.ts'
import { describeFailure } from '../../../core/traffic/export/describe-call.ts'
import { reasonPhraseOf } from '../../../core/traffic/export/reason-phrase.ts'
import { headerOf } from '../../../core/traffic/observed-call.ts'
import { BodyView } from './BodyView.tsx'
import { BREAK_WORDS } from './call-words.ts'
import { HeaderTable } from './HeaderTable.tsx'

/** The response, or the phase in which the call failed. */
export function ResponsePanel({ exchange }: { exchange: Exchange }) {
  const { id, response } = exchange
  return (
    <div className="grid grid-cols-1 gap-4">
      {response?.from === 'server' && <FailureNote exchange={exchange} />}
      {response && <StatusLine response={response} />}
      {response?.from !== 'server' && <FailureNote exchange={exchange} />}
      {response && (
        <>
          <HeaderTable
            caption={
              response.from === 'gateway'
                ? 'Headers of the gateway'
                : 'Headers of Refdrop’s own server'
            }
            headers={response.headers}
            isFolded={response.from === 'server'}
          />
          <BodyView key={id} response={response} />
        </>
      )}
    </div>
  )
}

function StatusLine({ response }: { response: ResponseFacts }) {
  const { status } = response
  const isGood = status >= 200 && status < 400
  return (
    <div className="grid gap-1">
      <p className="rounded-lg bg-sunken px-3 py-2 font-mono text-sm">
        <span className={`font-semibold ${isGood ? 'text-accent' : 'text-bad'}`}>{status}</span>{' '}
        {reasonPhraseOf(status)}
      </p>
      <p className="text-soft text-sm">{wordsFor(response)}</p>
    </div>
  )
}

function wordsFor({ from, headers }: ResponseFacts): string {
  if (from === 'server') {
    return 'This is no answer of the gateway: Refdrop’s own server answered in its place.'
  }
  if (/^\s*text\/html\b/i.test(headerOf(headers, 'Content-Type') ?? '')) {
    return 'This came from the gateway’s side, but is a page, most likely of the CDN in front of it, and no answer of the API.'
  }
  return 'This is the gateway’s own answer.'
}

function FailureNote({ exchange }: { exchange: Exchange }) {
  const sentence = describeFailure(exchange)
  if (sentence === undefined) return null
  return (
    <div className="grid gap-1 rounded-lg bg-bad-soft px-3 py-2 text-bad text-sm">
      <p className="wrap-anywhere">{sentence}</p>
      {exchange.response?.from !== 'gateway' && (
        <p>{`It ended ${BREAK_WORDS[phaseOf(exchange)]}.`}</p>
      )}
    </div>
  )
}
