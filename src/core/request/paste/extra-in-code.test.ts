import { describe, expect, it } from 'vitest'
import { parseJson } from '../../text/parse-json.ts'
import { readPasted } from './pasted-references.ts'

const A = 'https://cdn.example.com/a.png'
const B = 'https://cdn.example.com/b.png'

const NOTHING = { has: () => false, hosts: new Set<string>() }

/** Returns the members of a text beyond the form, and the options of its references. */
function read(text: string) {
  const { references, settings } = readPasted(text, NOTHING)
  const extra = settings?.extra === '' ? undefined : parseJson(settings?.extra ?? '')
  return { extra, options: references.map(({ url, option }) => [url, option]) }
}

const bodyWith = (members: object) =>
  read(JSON.stringify({ model: 'made-up', prompt: 'p', files: [{ url: A }], ...members }))

describe('other members of a pasted body', () => {
  it.each([
    [{ seed: 7, generate_audio: false, negative_prompt: 'x', nothing: null }],
    [{ provider_options: { fal: { loras: [{ path: B, scale: 0.5 }], list: [1, [2]] } } }],
    [{ provider_options: { piapi: { input: { resolution: '720p' } } }, tags: ['a', 'b'] }],
    [{ webhook_url: 'https://me.example/hook' }],
    [{ provider_options: {} }],
  ])('are kept as they are: %j', (members) => {
    expect(bodyWith(members)).toEqual({ extra: members, options: [[A, undefined]] })
  })

  it('are not there when the form and the references hold them', () => {
    expect(bodyWith({ duration: 5, aspect_ratio: '1:1', image_url: B }).extra).toBeUndefined()
    expect(bodyWith({ start_frame: { url: B, weight: 1 } }).extra).toBeUndefined()
  })

  it('have no URL that is a reference in an option', () => {
    const fal = { mask_url: B, edit_precision: 'high' }
    expect(bodyWith({ provider_options: { fal } })).toEqual({
      extra: { provider_options: { fal: { edit_precision: 'high' } } },
      options: [
        [A, undefined],
        [B, 'fal.mask_url'],
      ],
    })
    expect(bodyWith({ provider_options: { fal: { image_urls: [B] } } })).toEqual({
      extra: undefined,
      options: [
        [A, undefined],
        [B, 'fal.image_urls.0'],
      ],
    })
  })

  it('keep a URL that `files` has, too', () => {
    const options = { provider_options: { fal: { image_url: A } } }
    expect(bodyWith(options)).toEqual({ extra: options, options: [[A, undefined]] })
  })

  it('put a mask into the option of the model', () => {
    const body = { model: 'ideogram_v4_5', prompt: 'p', image_url: A, mask_url: B }
    expect(read(JSON.stringify(body))).toEqual({
      extra: undefined,
      options: [
        [A, undefined],
        [B, 'fal.mask_url'],
      ],
    })
  })

  it('are read from code', () => {
    const code = `
      const SEED = 42
      const MASK = "${B}"
      await client.image({ model: 'ideogram_v4_5', prompt: 'p', files: [{ url: '${A}' }],
        generateAudio: !0, seed: SEED, guidanceScale: 1.5, strict: true,
        providerOptions: { varg: { fal: { mask_url: MASK, 'edit precision': 'high' } } } })`
    expect(read(code)).toEqual({
      extra: {
        seed: 42,
        guidance_scale: 1.5,
        strict: true,
        provider_options: { fal: { 'edit precision': 'high' } },
      },
      options: [
        [A, undefined],
        [B, 'fal.mask_url'],
      ],
    })
  })

  it('are read from Python', () => {
    const code = `requests.post(url, json={"model": "made-up", "prompt": "p", "files": [{"url": "${A}"}],
      "sound": True, "seed": None, "n": -2})`
    expect(read(code).extra).toEqual({ sound: true, seed: null, n: -2 })
  })

  it('are only the provider options of an element, whose others are for the composition', () => {
    const code = `<Video model={varg.videoModel("kling-v3")} prompt={{ text: "p", images: ["${A}"] }}
      keepAudio volume={0.5} providerOptions={{ varg: { fal: { cfg: 0.5 } } }} />`
    expect(read(code).extra).toEqual({ provider_options: { fal: { cfg: 0.5 } } })
  })

  it('are not those of a response or of a table', () => {
    expect(bodyWith({ job_id: 'j', status: 'queued', progress: 0.5 }).extra).toBeUndefined()
    expect(read(`model,prompt,image_url,notes\nmade-up,p,${A},nice`).extra).toBeUndefined()
  })

  it('are bounded and set no prototype when the code is hostile', () => {
    const deep = `${'['.repeat(5000)}1${']'.repeat(5000)}`
    const doubles = Array.from({ length: 40 }, (_, at) => `const a${at} = [a${at + 1}, a${at + 1}]`)
    const code = `${doubles.join('\n')}\nconst a40 = [1];
      x({ model: 'made-up', prompt: 'p', files: ['${A}'], deep: ${deep}, bomb: a0, __proto__: { b: 1 },
        provider_options: { __proto__: { polluted: 1 } } })`
    const { extra } = read(code)
    expect(JSON.stringify(extra).length).toBeLessThan(1_000_000)
    expect(Object.prototype).not.toHaveProperty('polluted')
    expect(extra).not.toHaveProperty('b')
  })
})
