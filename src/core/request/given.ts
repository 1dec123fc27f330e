/** The types under which browsers give links, pictures and text. */
const TYPES = ['text/uri-list', 'text/x-moz-url', 'text/html', 'text/plain'] as const

/** What was dropped or pasted without files, by type. Empty where the browser gives nothing. */
export type Given = Readonly<Record<(typeof TYPES)[number], string>>

/** The part of a `DataTransfer` that is needed. */
interface GivenData {
  getData(type: string): string
}

/**
 * Reads texts of a drop or a paste during its event, because the browser clears them afterwards.
 * Undefined when all are empty.
 */
export function readGiven(data: GivenData | null): Given | undefined {
  const texts = TYPES.map((type) => [type, data?.getData(type) ?? ''] as const)
  return texts.some(([, text]) => text !== '') ? (Object.fromEntries(texts) as Given) : undefined
}

/**
 * Whether a drag from another page has a link or text, by the types that browsers list before the
 * drop. A picture counts as a link. Undefined for files and for references of this page.
 */
export function kindOfGiven(types: readonly string[]): 'link' | 'text' | undefined {
  if (types.some((type) => type === 'Files' || type.startsWith('application/x-refdrop')))
    return undefined
  if (types.includes('text/uri-list') || types.includes('text/x-moz-url')) return 'link'
  return types.includes('text/plain') || types.includes('text/html') ? 'text' : undefined
}
