import type { GenerationRequest, RequestKind } from '../generation.ts'
import type { TaggedReference } from '../reference.ts'

/** How the code is to be coloured. */
type SnippetLanguage = 'text' | 'json' | 'bash' | 'typescript' | 'markdown' | 'csv'

/** A form in which references and a prompt can be copied. */
export interface Snippet {
  id: string
  /** Its name in the list of formats. */
  label: string
  language: SnippetLanguage
  /** What it always asks for, where that is not for the person to choose. */
  kind?: RequestKind
  /** The model that it always asks, which needs no more settings. */
  model?: string
  /** Whether the prompt, model and so on are part of it, or the references alone. */
  isRequest: boolean
  /**
   * Why nothing can be written with what there is, as a sentence that says what to add;
   * undefined where it can.
   */
  lack(request: GenerationRequest): string | undefined
  /** References that it has no place for, though they are in the tray; without it there are none. */
  leftOut?(request: GenerationRequest): readonly TaggedReference[]
  /** The code. Whatever names, prompt and URLs hold stays within its string. Never holds a key. */
  write(request: GenerationRequest): string
}
