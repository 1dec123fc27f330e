/** Rules for the fields of a generation request, after "must be". */
export const words = {
  someText: 'text that is not empty',
  atMost: (characters: number) => `at most ${characters} characters`,
  mostFiles: (files: number) => `at most ${files} files`,
  url: 'a URL that begins with http:// or https://',
  aboveZero: 'a number above 0',
  seconds: (least: number, most: number) => `a number from ${least} to ${most}, or text`,
}
