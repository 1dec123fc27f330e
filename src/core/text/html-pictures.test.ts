import { expect, it } from 'vitest'
import { listPictures } from './html-pictures.ts'

it.each([
  ['a picture', '<img src="https://a.example/1.png">', ['https://a.example/1.png']],
  ['a picture in capitals', '<IMG ALT=x SRC=a.png>', ['a.png']],
  ['single quotes', "<img alt='>' src='a.png'/>", ['a.png']],
  ['spaces around the sign', '<img\n\tsrc =\n "a.png" >', ['a.png']],
  ['an attribute without a value', '<img hidden src=a.png>', ['a.png']],
  ['attributes without a space', '<img alt="x"src="a.png">', ['a.png']],
  ['a slash between attributes', '<img/alt="x"/src="a.png"/>', ['a.png']],
  ['the first of two sources', '<img src="a.png" src="b.png">', ['a.png']],
  [
    'a source in another attribute',
    '<img alt=" src=b.png" data-src="c.png" src="a.png">',
    ['a.png'],
  ],
  [
    'an end of a tag in an attribute',
    '<a title="<img src=b.png>"><img src="a.png"></a>',
    ['a.png'],
  ],
  ['a quote without a sign', '<p don\'t><img src="a.png">', ['a.png']],
  [
    'escaped characters',
    '<img src="/?a=1&amp;b=&quot;&#39;&#x26;&lt;&gt;&apos;">',
    [`/?a=1&b="'&<>'`],
  ],
  [
    'what is no escape',
    '<img src="/?a=1&copy=2&constructor;&#0;&#x110000;">',
    ['/?a=1&copy=2&constructor;&#0;&#x110000;'],
  ],
  ['an empty source', '<img src><img src="">', ['', '']],
  ['another element', '<image src="b.png"><imgs src="c.png"></img src="d.png">', []],
  ['a comment', '<!-- <img src="b.png"> --><img src="a.png"><!-- <img src="c.png">', ['a.png']],
  [
    'a script',
    '<script>"<img src=b.png>"</script><img src="a.png"><style><img src=c.png>',
    ['a.png'],
  ],
  ['a tag that is cut off', '<img src="a.png"><img src="b.png"', ['a.png']],
  ['a source that is cut off', '<img src="a.png"><img src="b.p', ['a.png']],
  ['text with signs', 'a < b > c <3 <img src="a.png">', ['a.png']],
])('listPictures reads %s', (_, html, expected) => {
  expect(listPictures(html)).toEqual(expected)
})

it.each(['<', '<!--', '<img ', '<a "', '<a =', '<a ="', '<script>', "<img src='"])(
  'listPictures reads each character once when a million of them are %j',
  (piece) => {
    expect(listPictures(piece.repeat(1_000_000 / piece.length))).toEqual([])
  },
)
