/** Rules for the fields of a generation request, after "must be", and refusals of a whole body. */
export const words = {
  someText: 'text that is not empty',
  atMost: (characters: number) => `at most ${characters} characters`,
  url: 'a URL that begins with http:// or https://',
  aboveZero: 'a number above 0',
  noJson: 'The body is not JSON.',
  body: 'The body',
}
