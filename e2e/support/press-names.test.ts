import { describe, expect, it } from 'vitest'
import { countPresses } from './press-names.mjs'

const record = (...lines: readonly (readonly ['pressed' | 'seen', string])[]) =>
  lines.map((line) => JSON.stringify(line)).join('\n')

describe('the record of presses', () => {
  it('lists a button that was seen and not pressed', () => {
    const seen = record(['seen', 'Copy URL'], ['seen', 'Explode'], ['pressed', 'Copy URL'])
    expect(countPresses(seen)).toEqual({ pressed: 1, missing: ['Explode'] })
  })

  it('omits what a button shows after its press', () => {
    const shown = ['Copied', '12 URLs copied', '1 URL copied', 'Making samples…']
    expect(countPresses(record(...shown.map((name) => ['seen', name] as const))).missing).toEqual(
      [],
    )
  })

  it.each([
    ['Account varg.ai', 'Account Sandbox, varg_…cdef, balance $1,000.00'],
    ['Preview a.png', 'Preview line\nbreak'],
    ['same as a.png', 'same as b.png'],
    ['Rename @image1, a.png', 'Rename @audio12, the "hero"'],
    ['@image1, remove from request', '@video2, remove from request'],
    ['References for the prompt: @image1 a.png', 'References for the prompt: MP3 @audio12 b.mp3'],
    ['More actions for @image1', 'More actions for @audio12'],
    ['Files: Swap for a.png', 'Files: PNG Swap for b.png Sandbox'],
    ['Documented models: kling-v3 Recommended', 'Documented models: heygen-avatar'],
    ['Request · 1', 'Request 12'],
    ['Remove filter Videos', 'Remove filter Last 7 days'],
    ['Remove 1 × 413 too large', 'Remove Serves no ranges'],
    ['1 failure', '7 failures'],
    ['Copy 1 URL', 'Copy 1,200 URLs'],
    ['Copy: Content hash', 'Copy: retry-after'],
    ['1 call behind: The key is accepted', '2 calls behind: A file over the limit is rejected'],
    ['Show send 1: 200', 'Show send 12: No response'],
    ['Send', 'Send 12 times'],
    ['Log 3', 'Log'],
    ['Failures', 'Failures 7'],
    ['Use the key saved for varg.ai', 'Use the key saved for localhost:4000'],
    ['Forget the one for varg.ai', 'Forget the one for localhost:4000'],
  ])('takes %j and %j for one button', (pressed, seen) => {
    expect(countPresses(record(['pressed', pressed], ['seen', seen])).missing).toEqual([])
  })

  it.each([
    ['Remove', 'Remove from request'],
    ['Remove 1 × 413 too large', 'Remove from history'],
    ['Remove filter Videos', 'Remove Serves no ranges'],
    ['Preview a.png', 'Preview'],
    ['Documented models: kling-v3', 'Documented models: Show all models'],
    ['Copy: Content hash', 'Copy body'],
    ['Copy 2 URLs', 'Copy URLs'],
    ['More actions for @image1', 'More actions for all files'],
  ])('takes %j and %j for two buttons', (pressed, seen) => {
    expect(countPresses(record(['pressed', pressed], ['seen', seen])).missing).toHaveLength(1)
  })
})
