import { useMemo } from 'react'
import { indentJson } from '../../../core/text/indent-json.ts'
import { parseJson } from '../../../core/text/parse-json.ts'
import type { ResponseFacts } from '../../../core/traffic/exchange.ts'
import { CodeView } from '../../../ui/CodeView.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { words } from '../words.ts'
import { BodySearch } from './BodySearch.tsx'
import { useTextSearch } from './use-text-search.ts'

/** A body as text, with a note when it is cut. JSON is indented. */
export function BodyView({ body, length }: Pick<ResponseFacts, 'body' | 'length'>) {
  const isCut = body.length < length
  const json = useMemo(() => readJson(body, isCut), [body, isCut])
  const text = json ?? body
  const search = useTextSearch(text)
  if (length === 0) return <p className="text-soft">{words.call.emptyBody}</p>
  return (
    <section aria-label={words.call.body} className="grid min-w-0 grid-cols-1 gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <p className="me-auto flex min-w-0 flex-1 gap-2 text-meta text-soft">
          <span className="font-strong">{words.call.body}</span>
          <span>
            {isCut ? words.call.cutBody(body.length, length) : words.call.characters(length)}
          </span>
        </p>
        <BodySearch search={search} />
        <CopyButton label={words.call.copyBody} text={() => body} />
      </div>
      <div ref={search.view} className="min-w-0">
        <CodeView
          code={text}
          language={json === undefined ? 'text' : 'json'}
          label={words.call.bodyText}
          marking={search.marking}
          wraps
        />
      </div>
    </section>
  )
}

/** @returns undefined when the body does not look like a JSON object or list */
function readJson(body: string, isCut: boolean): string | undefined {
  if (!/^\s*[{[]/.test(body)) return undefined
  return isCut || parseJson(body) !== undefined ? indentJson(body) : undefined
}
