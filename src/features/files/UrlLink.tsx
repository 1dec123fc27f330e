import { isWebLink } from '../../core/link.ts'
import { TailText } from '../../ui/TailText.tsx'

const TEXT = 'min-w-0 flex-1 font-mono text-sm'

/** Where a file lives. What is not http or https is shown, never linked. */
export function UrlLink({ url }: { url: string }) {
  if (!isWebLink(url)) {
    return (
      <span className={TEXT}>
        <TailText text={url} />
      </span>
    )
  }
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      className={`${TEXT} text-accent underline-offset-4 hover:underline`}
    >
      <TailText text={url} />
    </a>
  )
}
