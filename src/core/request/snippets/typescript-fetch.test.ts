import { expect, it } from 'vitest'
import { draftRequest } from '../../testing/drafted-request.ts'
import { parseCode } from '../../testing/parsed-code.ts'
import { findSnippet } from './all-snippets.ts'

const FETCH = findSnippet('fetch')

it('fetch snippet compiles as a module with the constants response and job', () => {
  const requests = (['image', 'video', 'transcription'] as const).map((kind) =>
    draftRequest(['image', 'audio'], { kind }),
  )
  for (const parsed of parseCode('ts', requests.map(FETCH.write), 'types')) {
    expect(parsed.faults).toEqual([])
    expect(parsed.constants.map(([name]) => name)).toEqual(['response', 'job'])
  }
})

it('parseCode reports a type error', () => {
  const [wrong] = parseCode('ts', ['const job: number = await fetch("x");'], 'types')
  expect(wrong?.faults).toEqual([expect.stringContaining("'Response' is not assignable")])
})

it('fetch snippet keeps hostile text within its strings', () => {
  const prompt = `\${process.exit(3)} \` " \\ \n \u2028 \u202e </script> */`
  const code = FETCH.write(draftRequest([], { prompt, model: '"+x+"', aspectRatio: '"' }))
  const [parsed] = parseCode('ts', [code])
  expect(code).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}]/u)
  expect(parsed?.faults).toEqual([])
  expect(parsed?.constants[0]).toEqual([
    'response',
    {
      call: 'fetch',
      with: [
        'https://api.varg.ai/v1/video',
        {
          method: 'POST',
          headers: {
            Authorization: { is: `\`Bearer \${process.env.VARG_API_KEY}\`` },
            'Content-Type': 'application/json',
          },
          body: {
            call: 'JSON.stringify',
            with: [{ model: '"+x+"', prompt, duration: 5, aspect_ratio: '"' }],
          },
        },
      ],
    },
  ])
})
