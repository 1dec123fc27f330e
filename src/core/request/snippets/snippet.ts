import type { GenerationRequest, RequestKind } from '../generation.ts'
import type { TaggedReference } from '../reference.ts'

/** Selects the syntax highlighting. */
type SnippetLanguage = 'text' | 'json' | 'bash' | 'typescript' | 'markdown' | 'csv'

/** A format in which references and a prompt can be copied. */
export interface Snippet {
  id: string
  /** Its name in the menu. */
  label: string
  language: SnippetLanguage
  /** Set when the format is always for this kind. */
  kind?: RequestKind
  /** Set when the format is always for this model, which needs no settings. */
  model?: string
  /** Whether it has prompt, model and settings, and not only the references. */
  isRequest: boolean
  /**
   * Returns a sentence that names the files to add, or undefined when the snippet can be written.
   */
  lack(request: GenerationRequest): string | undefined
  /** Returns the references that it omits. Without this method it omits none. */
  leftOut?(request: GenerationRequest): readonly TaggedReference[]
  /** Returns code in which names, prompt and URLs stay within their strings. It never holds a key. */
  write(request: GenerationRequest): string
}
