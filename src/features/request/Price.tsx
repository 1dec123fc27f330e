import { useMutation } from '@tanstack/react-query'
import { GENERATIONS } from '../../core/api/generations.ts'
import { bodyOf } from '../../core/request/snippets/request-body.ts'
import { writeJson } from '../../core/text/value-code.ts'
import { Button } from '../../ui/Button.tsx'
import type { DescribedRequest } from './described-request.ts'
import { explainNoPrice, TIMEOUT } from './explain-no-price.ts'
import { words } from './price-words.ts'
import { useRequest } from './request-context.ts'

/**
 * The price of the request. Only a press asks for it. Renders nothing without a key, in an API
 * version without estimates, and while the request cannot be sent.
 */
export function Price({ described: { request, format, lack } }: { described: DescribedRequest }) {
  const { call, gateway } = useRequest()
  const { estimate } = GENERATIONS[request.version]
  if (!estimate || !call || !format.isRequest || lack !== undefined) return null
  const body = bodyOf(request)
  const ask = () => call(gateway, estimate, body, AbortSignal.timeout(TIMEOUT * 1000))
  // The React key discards the price when the request changes.
  return <AskedPrice key={`${gateway} ${writeJson(body)}`} ask={ask} />
}

interface AskedPriceProps {
  ask: () => Promise<{ result: number | undefined }>
}

function AskedPrice({ ask }: AskedPriceProps) {
  const { mutate, isPending, data, error } = useMutation({ mutationFn: ask })
  const lack = error && explainNoPrice(error)
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-2 border-line border-t bg-panel px-2 py-1">
      <Button look="quiet" idle={isPending} onClick={() => mutate()}>
        {words.estimate}
      </Button>
      <p
        role="status"
        className={`wrap-anywhere min-w-0 ${lack ? 'px-2 pb-1 text-meta text-bad' : ''}`}
      >
        {data && (
          <span>{data.result === undefined ? words.noPrice : words.price(data.result)}</span>
        )}
        {lack && <span>{lack.sentence}</span>}
        {lack?.own && <span className="block text-soft">{lack.own}</span>}
      </p>
    </div>
  )
}
