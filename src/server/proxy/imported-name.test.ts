import { expect, test } from 'vitest'
import { importedName } from './imported-name.ts'

const LONG = 'ä'.repeat(300)

/** Encodes a name as in headers: one character for each byte. */
const asBytes = (text: string) => Buffer.from(text).toString('latin1')

test.each([
  ['https://a.test/cat.jpg', 'cat.jpg'],
  ['https://a.test/b/Cat%20%26%20dog.JPEG?x=/y.gif#z/w', 'Cat & dog.JPEG'],
  ['https://a.test/%C3%A4%E7%8C%AB.png', 'ä猫.png'],
  ['https://a.test/100%25.png', '100%.png'],
  ['https://a.test/100%.png', '100%.png'],
  ['https://a.test/', 'imported.gif'],
  ['https://a.test', 'imported.gif'],
  ['https://a.test/photo', 'photo.gif'],
  ['https://a.test/view.php?id=1', 'view.php.gif'],
  ['https://a.test/archive.tar.gz', 'archive.tar.gz.gif'],
  ['https://a.test/..%2f..%2fetc%2fpasswd', 'passwd.gif'],
  ['https://a.test/..%5C..%5Cboot.ini', 'boot.ini.gif'],
  ['https://a.test/%2e%2e%2f', 'imported.gif'],
  ['https://a.test/.htaccess', 'htaccess.gif'],
  ['https://a.test/.png', 'png.gif'],
  ['https://a.test/a%00b%0d%0aSet-Cookie:%20c%1b[31m.png', 'abSet-Cookie_ c[31m.png'],
  ['https://a.test/%E2%80%AEgnp.exe', 'gnp.exe.gif'],
  ['https://a.test/a%3Cb%3E%22c%22%7Cd%3Fe*.png', 'a_b__c__d_e_.png'],
  ['https://a.test/a.png%20.%20', 'a.png'],
  [`https://a.test/${LONG}.png`, `${'ä'.repeat(100)}.png`],
])('importedName of %s is %s', (url, name) => {
  expect(importedName(new URL(url), {}, 'gif')).toBe(name)
})

test.each([
  ['attachment; filename="cat.jpg"', 'cat.jpg'],
  ['attachment; filename=cat.jpg; size=1', 'cat.jpg'],
  ['inline; FILENAME = "a;b.jpg"', 'a;b.jpg'],
  ['attachment; filename="a\\"b.jpg"', 'a_b.jpg'],
  [asBytes('attachment; filename="猫.jpg"'), '猫.jpg'],
  ['attachment; filename="\xe4.jpg"', 'ä.jpg'],
  ["attachment; filename=a.jpg; filename*=UTF-8''%e7%8c%ab.jpg", '猫.jpg'],
  ["attachment; filename*=utf-8'en'..%2F..%2Fa.jpg", 'a.jpg'],
  ["attachment; filename*=utf-8''%ff.jpg", '%ff.jpg'],
  ['attachment; filename="../../a.jpg"', 'a.jpg'],
  ['attachment; filename="C:\\\\Windows\\\\a.jpg"', 'a.jpg'],
  ['attachment; filename=""', 'url.png'],
  ['attachment; filename=".."', 'url.png'],
  ['attachment; xfilename="a.jpg"', 'url.png'],
  ['attachment', 'url.png'],
  ['', 'url.png'],
])('importedName with Content-Disposition %s is %s', (field, name) => {
  const url = new URL('https://a.test/url.png')
  expect(importedName(url, { 'content-disposition': field }, 'gif')).toBe(name)
})

test('importedName is fast when the header is hostile', () => {
  const field = `attachment; filename="${'\\'.repeat(15_000)}`
  const url = new URL(`https://a.test/${'.'.repeat(8_000)}%20`)
  expect(importedName(url, { 'content-disposition': field }, 'gif')).toMatch(/\.gif$/)
})
