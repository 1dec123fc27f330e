/** Rules for the fields of a generation request, after "must be", and refusals of a whole body. */
export const words = {
  someText: 'text that is not empty',
  atMost: (characters: number) => `at most ${characters} characters`,
  url: 'a URL that begins with http:// or https://',
  aspectRatio: 'width:height such as 16:9',
  aboveZero: 'a number above 0',
  faceAndVoice: 'one image or video and one audio',
  kinds: (kinds: readonly string[]) => kinds.join(' and ') || 'an empty list',
  noJson: 'The body is not JSON.',
  body: 'The body',
}
