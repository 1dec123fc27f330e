import { type Exchange, phaseOf, type ResponseFacts } from '../../../core/traffic/exchange.ts'
import { describeFailure } from '../../../core/traffic/export/describe-call.ts'
import { reasonPhraseOf } from '../../../core/traffic/export/reason-phrase.ts'
import { headerOf } from '../../../core/traffic/observed-call.ts'
import { words } from '../words.ts'
import { BodyView } from './BodyView.tsx'
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
              response.from === 'gateway' ? words.call.headersReceived : words.call.serverHeaders
            }
            headers={response.headers}
            isFolded={response.from === 'server'}
          />
          <BodyView key={id} {...response} />
        </>
      )}
    </div>
  )
}

function StatusLine({ response }: { response: ResponseFacts }) {
  const { status } = response
  const isGood = status >= 200 && status < 400
  const note = noteOf(response)
  return (
    <div className="grid gap-1">
      <p className="border-line border-b pb-3 font-mono">
        <span className={`font-strong ${isGood ? 'text-accent' : 'text-bad'}`}>{status}</span>{' '}
        {reasonPhraseOf(status)}
      </p>
      {note !== undefined && <p className="pt-2 text-soft">{note}</p>}
    </div>
  )
}

function noteOf({ from, headers }: ResponseFacts): string | undefined {
  if (from === 'server') return words.call.fromServer
  if (/^\s*text\/html\b/i.test(headerOf(headers, 'Content-Type') ?? '')) {
    return words.call.fromCdn
  }
  return undefined
}

function FailureNote({ exchange }: { exchange: Exchange }) {
  const sentence = describeFailure(exchange)
  if (sentence === undefined) return null
  return (
    <div className="grid gap-1 rounded-control bg-bad-soft px-3 py-2 text-bad">
      <p className="wrap-anywhere">{sentence}</p>
      {exchange.response?.from !== 'gateway' && <p>{words.call.ended(phaseOf(exchange))}</p>}
    </div>
  )
}
