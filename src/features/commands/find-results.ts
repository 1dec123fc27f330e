import type { ListItem } from '../../core/request/list-item.ts'
import { foldText } from '../../core/text/fold-text.ts'
import type { Command } from './command.ts'

/** Maximum number of results while nothing is typed. */
const FIRST_COMMANDS = 6
const FIRST_FILES = 5

const MOST_FILES = 50

export type Result =
  | { kind: 'command'; id: string; command: Command }
  | { kind: 'file'; id: string; file: ListItem }

/**
 * Commands and files whose names contain every word, commands first. In each group, names that
 * start with the text come first.
 */
export function findResults(
  typed: string,
  commands: readonly Command[],
  files: readonly ListItem[],
): Result[] {
  const text = foldText(typed.trim())
  const parts = text.split(/\s+/)
  const has = (name: string) => parts.every((part) => name.includes(part))
  const byStart = <T>(found: readonly { name: string; result: T }[]): T[] => [
    ...found.filter(({ name }) => name.startsWith(text)).map(({ result }) => result),
    ...found.filter(({ name }) => !name.startsWith(text)).map(({ result }) => result),
  ]
  const foundCommands = commands.flatMap((command) => {
    const name = foldText(command.label)
    const result: Result = { kind: 'command', id: command.id, command }
    return has(name) ? [{ name, result }] : []
  })
  const most = text === '' ? FIRST_FILES : MOST_FILES
  const foundFiles: { name: string; result: Result }[] = []
  for (const file of files) {
    const name = foldText(`${file.title} ${file.path}`)
    if (has(name)) foundFiles.push({ name, result: { kind: 'file', id: file.key, file } })
    if (foundFiles.length === most) break
  }
  const shownCommands = byStart(foundCommands)
  return [
    ...(text === '' ? shownCommands.slice(0, FIRST_COMMANDS) : shownCommands),
    ...byStart(foundFiles),
  ]
}
