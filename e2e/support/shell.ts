import { spawnSync } from 'node:child_process'

/**
 * What a POSIX shell makes of commands that call curl: the arguments of each call, in order.
 * Nothing else can be run by them: the shell knows no other program, and what it complains of
 * throws.
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
