/** Texts that are not absolute http or https URLs, which a gateway might send as `url`. */
export const NO_WEB_URLS = [
  '',
  ' ',
  '/u/1.png',
  'u/1.png',
  '//s3.varg.ai/u/1.png',
  's3.varg.ai/u/1.png',
  'http:s3.varg.ai/u/1.png',
  'https:/s3.varg.ai/u/1.png',
  'https://',
  'https:///u/1.png',
  'https:\\\\s3.varg.ai\\u',
  'https://s3.varg.ai:99999/u',
  'https://[::1/u',
  'https://user@s3.varg.ai/u/1.png',
  'https://user:password@s3.varg.ai/u/1.png',
  'https://:password@s3.varg.ai/u/1.png',
  ' https://s3.varg.ai/u/1.png',
  'https://s3.varg.ai/u/1.png\n',
  'https://s3.varg.ai/a b.png',
  'https://s3.varg.ai/\u0000',
  'https://s3.varg.ai/\u200b',
  'https://s3.varg.ai/\u202egnp.1',
  'javascript:alert(1)',
  'JavaScript://x/%0aalert(1)',
  'data:image/png;base64,AAAA',
  'blob:http://localhost/1',
  'file:///etc/passwd',
  'ftp://s3.varg.ai/1.png',
  'about:blank',
] as const

/** Words of validators that must not appear in sentences for people. */
export const VALIDATOR_WORDS =
  /\bunknown\b|\bundefined\b|\bInvalid\b|\bExpected\b|\breceived\b|\bArray\b|\bObject\b|\bstring\b|\bboolean\b|\/\^|Unexpected token|JSON at position/
