import { describe, expect, it } from 'vitest'
import { extensionOf, kindOf, MEDIA_KINDS, typeLabel } from './media-kind.ts'

describe('kindOf', () => {
  it.each([
    ['image/png', '', 'image'],
    ['video/mp4', '', 'video'],
    ['audio/mpeg', '', 'audio'],
    ['AUDIO/MPEG', '', 'audio'],
    [' video/mp4; codecs=x', '', 'video'],
    ['image/png', 'https://a.example/a.mp3', 'image'],
    ['application/octet-stream', 'https://a.example/a.mp4', 'video'],
    ['', 'https://a.example/a.WAV?x=1', 'audio'],
    ['', 'https://a.example/a.heic', 'image'],
    ['', 'https://a.example/a', 'image'],
    ['', 'https://a.avi', 'image'],
    ['', 'https://mp3', 'image'],
    ['text/plain', 'https://a.example/a.txt', 'image'],
    ['', '', 'image'],
  ])('for %j at %j returns %s', (mediaType, url, kind) => {
    expect(kindOf(mediaType, url)).toBe(kind)
    expect(MEDIA_KINDS).toContain(kind)
  })
})

describe('extensionOf', () => {
  it.each([
    ['https://s3.varg.ai/u/1/a.png', 'png'],
    ['https://s3.varg.ai/u/1/a.b.JPG', 'jpg'],
    ['https://s3.varg.ai/u/1/a.png?b=c.mp3#d.wav', 'png'],
    ['https://s3.varg.ai/u/1/a.png#d.wav', 'png'],
    ['https://s3.varg.ai/u.v/a', ''],
    ['https://s3.varg.ai/a.', ''],
    ['https://s3.varg.ai/a.b-c', ''],
    ['https://s3.varg.ai/', ''],
    ['https://s3.varg.ai', ''],
    ['https://s3.varg.ai?a.png', ''],
    [`https://s3.varg.ai/a.${'x'.repeat(17)}`, ''],
    ['shots/a.png', 'png'],
    ['', ''],
  ])('for %j returns %j', (url, extension) => {
    expect(extensionOf(url)).toBe(extension)
  })
})

describe('the label of a type', () => {
  it.each([
    ['image/heic', 'photo.heic', 'HEIC'],
    ['image/heic', 'photo.jpg', 'HEIC'],
    ['video/quicktime', 'clip.MOV', 'MOV'],
    ['video/quicktime', 'clip', 'MOV'],
    ['video/x-matroska', 'clip', 'MKV'],
    ['image/svg+xml', 'shots/a.svg', 'SVG'],
    ['audio/mpeg', 'voice.mp3', 'MP3'],
    ['image/png', 'a', 'PNG'],
    ['audio/vnd.dts', 'a', 'AUDIO'],
    ['', 'a', ''],
  ])('of %s in a file named %s is %s', (mediaType, path, label) => {
    expect(typeLabel(mediaType, path)).toBe(label)
  })
})
