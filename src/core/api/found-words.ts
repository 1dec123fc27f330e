/** What a text contains instead of a single key. Each follows the word "found". */
export const words = {
  spaces: 'nothing but spaces',
  maskedKey: (key: string) => `only a masked key (${key})`,
  keys: (count: number, keys: readonly string[]) =>
    `${count === 2 ? 'two' : count} different keys (${keys.join(', ')})`,
  brokenKey: 'a key with a space or a line break in it',
  oddKey: (character: string) => `a key with “${character}” in it or behind it`,
  otherService: (prefix: string) => `a key of another service (${prefix}…)`,
  variableName: 'the name VARG_API_KEY and no key behind it',
  webAddress: 'a web address and no key',
  noKey: 'no key',
}
