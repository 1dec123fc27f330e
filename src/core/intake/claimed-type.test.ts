import { describe, expect, it } from 'vitest'
import { claimedType } from './claimed-type.ts'

describe('claimedType', () => {
  it.each([
    ['voice.spx', '', 'audio/x-spx'],
    ['shots/A.GSM', '', 'audio/x-gsm'],
    ['take.rmvb', 'application/vnd.rn-realmedia-vbr', 'video/x-rmvb'],
    ['scan.tga', '', 'image/x-tga'],
    ['voice', 'audio/x-speex', 'audio/x-speex'],
    ['voice.bin', ' Audio/Speex ', 'audio/speex'],
  ])('for %j with the type %j returns %s', (name, browserType, type) => {
    expect(claimedType(name, browserType)).toBe(type)
  })

  it.each([
    ['notes.txt', 'text/plain'],
    ['notes', ''],
    ['mp3', ''],
    ['tool.ts', ''],
    ['a.pdf', 'application/pdf'],
    ['a.exe', ''],
    ['a.mp3.zip', ''],
    ['a.constructor', ''],
    ['a.bin', 'audio/'],
    ['a.bin', 'audio/x"><script>'],
  ])('for %j with the type %j returns undefined', (name, browserType) => {
    expect(claimedType(name, browserType)).toBeUndefined()
  })
})
