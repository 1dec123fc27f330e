import { formatBytes } from '../../../core/text/format.ts'
import type { Exchange } from '../../../core/traffic/exchange.ts'
import { placeOf } from '../../../core/traffic/exchange-words.ts'
import { formatMoment, PURPOSE_WORDS } from './call-words.ts'
import { type Fact, FactList } from './FactList.tsx'
import { HeaderTable } from './HeaderTable.tsx'

export function RequestPanel({ exchange }: { exchange: Exchange }) {
  const { request } = exchange
  return (
    <div className="grid grid-cols-1 gap-4">
      <RequestLine exchange={exchange} />
      <FactList facts={factsOf(exchange)} />
      <div className="grid gap-1">
        <HeaderTable
          caption={request.isAsSent ? 'Headers as sent by the proxy' : 'Headers'}
          headers={request.headers}
        />
        {!request.isAsSent && (
          <p className="text-soft text-xs">
            Nobody told which headers were sent to the gateway. These are what the page asked for.
          </p>
        )}
      </div>
    </div>
  )
}

/** The host is highlighted, because it names the gateway. */
function RequestLine({ exchange }: { exchange: Exchange }) {
  const { method, url } = exchange.request
  const { host, path } = placeOf(exchange)
  const scheme = host === '' ? '' : url.slice(0, url.indexOf('://') + 3)
  return (
    <p className="wrap-anywhere rounded-lg bg-sunken px-3 py-2 font-mono text-sm">
      <span className="font-semibold">{method}</span>{' '}
      <span>
        <span className="text-soft">{scheme}</span>
        <span className="font-semibold text-accent">{host}</span>
        {path}
      </span>
    </p>
  )
}

function factsOf({ request, subject, purpose, test = [], at, requestId }: Exchange): Fact[] {
  const { body } = request
  return [
    ['Begun', <time key="at">{formatMoment(at)}</time>],
    ['Why', PURPOSE_WORDS[purpose]],
    ['Sent differently', test.length > 0 ? sentenceOf(test) : undefined],
    ['File', subject?.path],
    ['Body', body ? sizeOf(body.size) : 'None'],
    ['Hash of the body', body?.hash && <code key="hash">{body.hash}</code>],
    [
      'In the server’s log',
      requestId === undefined ? undefined : (
        <span key="id">
          as <code className="select-all">{requestId}</code>{' '}
          <span className="text-soft">
            (the log is written with{' '}
            <code className="whitespace-nowrap">npm start -- --verbose</code>)
          </span>
        </span>
      ),
    ],
  ]
}

function sentenceOf(words: readonly string[]): string {
  const text = words.join(', ')
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

function sizeOf(bytes: number): string {
  const exact = `${bytes.toLocaleString('en')} bytes`
  return bytes < 1024 ? formatBytes(bytes) : `${formatBytes(bytes)} (${exact})`
}
