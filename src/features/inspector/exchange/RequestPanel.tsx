import { formatDay, formatExactTime } from '../../../core/text/dates.ts'
import { callName } from '../../../core/traffic/call-name.ts'
import type { Exchange } from '../../../core/traffic/exchange.ts'
import { placeOf } from '../../../core/traffic/exchange-words.ts'
import { words } from '../words.ts'
import { BodyView } from './BodyView.tsx'
import { ByteSize } from './ByteSize.tsx'
import { type Fact, FactList } from './FactList.tsx'
import { HeaderTable } from './HeaderTable.tsx'

const text = words.call

export function RequestPanel({ exchange }: { exchange: Exchange }) {
  const { request } = exchange
  const { method, url, body: { text: sent } = {} } = request
  const { host, path } = placeOf(exchange)
  const scheme = host === '' ? '' : url.slice(0, url.indexOf('://') + 3)
  return (
    <div className="grid grid-cols-1 gap-4">
      <p className="wrap-anywhere border-line border-b pb-3 font-mono">
        <span className="font-strong">{method}</span>{' '}
        {/* The host is highlighted, because it names the gateway. */}
        <span>
          {scheme}
          <span className="text-accent">{host}</span>
          {path}
        </span>
      </p>
      <FactList facts={factsOf(exchange)} />
      <div className="grid gap-1">
        <HeaderTable
          caption={request.isAsSent ? text.headersSent : text.headersWanted}
          headers={request.headers}
        />
        {!request.isAsSent && <p className="text-meta text-soft">{text.unknownHeaders}</p>}
      </div>
      {sent !== undefined && <BodyView key={exchange.id} body={sent} length={sent.length} />}
    </div>
  )
}

function factsOf(exchange: Exchange): Fact[] {
  const { request, subject, purpose, test = [], at, requestId } = exchange
  const { body } = request
  return [
    [text.started, `${formatDay(at)}, ${formatExactTime(at)}`],
    [text.reason, text.purpose(purpose)],
    [text.call, callName(request)],
    [words.customSend, test.length > 0 ? words.custom.sentence(test.join(', ')) : undefined],
    [text.file, subject?.path],
    body
      ? [text.body, String(body.size), <ByteSize key="size" bytes={body.size} />]
      : [text.body, text.none],
    [text.bodyHash, body?.hash, <code key="hash">{body?.hash}</code>],
    [text.requestId, requestId, <code key="id">{requestId}</code>],
  ]
}
