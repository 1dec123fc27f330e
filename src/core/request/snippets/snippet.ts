import type { GenerationRequest } from '../generation.ts'
import type { TaggedReference } from '../reference.ts'
import type { FormatId } from './formats.ts'

/** Selects the syntax highlighting. */
type SnippetLanguage = 'text' | 'json' | 'bash' | 'typescript' | 'markdown' | 'csv'

/** A format in which references and a prompt can be copied. */
export interface Snippet {
  id: FormatId
  /** Its name in the menu. */
  label: string
  language: SnippetLanguage
  /** Whether it has prompt, model and settings. Other formats list the references only. */
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
