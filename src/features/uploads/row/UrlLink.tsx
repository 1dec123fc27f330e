import { isWebLink } from '../../../core/text/url-link.ts'
import { TailText } from '../../../ui/TailText.tsx'

const TEXT = 'min-w-0 flex-1 font-mono text-sm'

/**
 * Where a file lives. What is not http or https is shown, never linked.
 *
 * @param isPlain it need not fit: nobody sees it
 */
export function UrlLink({ url, isPlain = false }: { url: string; isPlain?: boolean }) {
  const text = isPlain ? url : <TailText text={url} />
  if (!isWebLink(url)) return <span className={TEXT}>{text}</span>
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      className={`${TEXT} text-accent underline-offset-4 hover:underline`}
    >
      {text}
    </a>
  )
}
