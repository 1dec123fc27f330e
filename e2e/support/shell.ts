import { spawnSync } from 'node:child_process'

/**
 * Runs commands in a POSIX shell where curl is a function that prints its arguments.
 * The shell finds no other program.
 *
 * @returns the arguments of each call of curl, in order
 * @throws when the shell fails or prints an error
 */
export function readCurlArguments(
  commands: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): string[][] {
  const answer = `curl() { printf '%s\\0' "$#" "$@"; }`
  const run = spawnSync('/bin/sh', ['-eu'], {
    input: [answer, ...commands, ''].join('\n'),
    env: { PATH: '/nonexistent', ...environment },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  })
  if (run.status !== 0 || run.stderr !== '') throw new Error(`sh: ${run.status} ${run.stderr}`)
  const words = run.stdout.split('\0').slice(0, -1)
  const calls: string[][] = []
  while (words.length > 0) calls.push(words.splice(0, Number(words.shift())))
  return calls
}
