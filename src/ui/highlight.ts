import bash from 'highlight.js/lib/languages/bash'
import json from 'highlight.js/lib/languages/json'
import markdown from 'highlight.js/lib/languages/markdown'
import typescript from 'highlight.js/lib/languages/typescript'
import { createLowlight } from 'lowlight'

const lowlight = createLowlight({ bash, json, markdown, typescript })

/** A tree of elements with classes. Its text nodes joined are the code. */
export type CodeTree = ReturnType<typeof lowlight.highlight>

/** Undefined for an unsupported language. */
export function highlight(code: string, language: string): CodeTree | undefined {
  return lowlight.registered(language) ? lowlight.highlight(language, code) : undefined
}
