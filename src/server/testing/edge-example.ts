import { readFile } from 'node:fs/promises'

/** The code of an example in the README of the fetch handler, by its file name. */
export async function exampleOf(file: string): Promise<string> {
  const page = await readFile(new URL('../edge/README.md', import.meta.url), 'utf8')
  const blocks = page.split('```js\n').map((text) => text.split('```')[0] ?? '')
  const found = blocks.find((text) => text.startsWith(`// ${file}\n`))
  if (found === undefined) throw new Error(`There is no example ${file}`)
  return found
}
