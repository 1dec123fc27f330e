import { describe, expect, it } from 'vitest'
import { kindOfPasted } from './pasted-reference.ts'
import { readPasted } from './pasted-references.ts'

/** What a pasted text must give. Each reference is its kind, its URL, `= name` and `(role)`. */
interface Asked {
  references: string[]
  kind?: string
  model?: string
  prompt?: string
  duration?: string
  aspectRatio?: string
  /** Other members of the body. */
  extra?: object
}

interface DocumentedRequest {
  /** The kind of public document that has this shape. The texts and URLs are our own. */
  shape: string
  code: string
  asks: Asked
}

const A = 'https://cdn.example.com/stills/harbour.jpg'
const B = 'https://cdn.example.com/stills/dusk.png'
const CLIP = 'https://media.example.org/takes/walk.mp4'
const VOICE = 'https://media.example.org/takes/line-3.wav'
/** URLs without an extension, on hosts of varg. */
const OWN = 'https://uu.varg.ai/1758000000000_ab12cd34'
const STORED = 'https://s3.varg.ai/files/acc_1/file_1.jpg'

const DOCUMENTED: readonly DocumentedRequest[] = [
  {
    shape: 'varg docs, model page Kling 3: JSON with a start and an end frame',
    code: `{
  "model": "kling_v3",
  "prompt": "the harbour wakes up",
  "duration": 5,
  "aspect_ratio": "9:16",
  "files": [{ "url": "${A}" }, { "url": "${B}" }]
}`,
    asks: {
      references: [`image ${A}`, `image ${B}`],
      kind: 'video',
      model: 'kling_v3',
      prompt: 'the harbour wakes up',
      duration: '5',
      aspectRatio: '9:16',
    },
  },
  {
    shape: 'varg docs, model page Seedance 2: end frame in provider options',
    code: `{"model":"fal:bytedance/seedance-2.0/fast/image-to-video","prompt":"fog lifts","duration":6,
"files":[{"url":"${A}"}],"provider_options":{"fal":{"end_image_url":"${B}","resolution":"720p"}}}`,
    asks: {
      extra: { provider_options: { fal: { resolution: '720p' } } },
      references: [`image ${A}`, `image ${B} (end-frame)`],
      kind: 'video',
      model: 'fal:bytedance/seedance-2.0/fast/image-to-video',
      prompt: 'fog lifts',
      duration: '6',
    },
  },
  {
    shape: 'varg docs, model page Seedance 2: references of each kind',
    code: `{"model": "fal:bytedance/seedance-2.0/fast/reference-to-video",
      "prompt": "@Image1 waves as in @Video1, to @Audio1", "duration": "auto",
      "files": [{"url": "${A}"}, {"url": "${CLIP}"}, {"url": "${VOICE}"}]}`,
    asks: {
      references: [`image ${A}`, `video ${CLIP}`, `audio ${VOICE}`],
      kind: 'video',
      model: 'fal:bytedance/seedance-2.0/fast/reference-to-video',
      prompt: '@Image1 waves as in @Video1, to @Audio1',
      duration: 'auto',
    },
  },
  {
    shape: 'varg docs, model page Ideogram: edit with a mask',
    code: `{ "model": "ideogram_v4_5", "prompt": "a sign that says OPEN",
  "provider_options": { "fal": { "mask_url": "${B}", "edit_precision": "high", "num_images": 2, "enable_prompt_expansion": false } },
  "files": [{ "url": "${A}" }, { "url": "${OWN}" }] }`,
    asks: {
      extra: {
        provider_options: {
          fal: { edit_precision: 'high', num_images: 2, enable_prompt_expansion: false },
        },
      },
      references: [`image ${A}`, `image ${OWN}`, `image ${B} (mask)`],
      kind: 'image',
      model: 'ideogram_v4_5',
      prompt: 'a sign that says OPEN',
    },
  },
  {
    shape: 'varg docs, model page Sync: lipsync of version 1 with an empty prompt',
    code: `{"model":"sync-v2-pro","prompt":"","files":[{"url":"${CLIP}"},{"url":"${VOICE}"}]}`,
    asks: {
      references: [`video ${CLIP}`, `audio ${VOICE}`],
      kind: 'lipsync',
      model: 'sync-v2-pro',
    },
  },
  {
    shape: 'varg docs, model page VEED Fabric: talking picture of version 2',
    code: `{"model":"veed_fabric_1.0","files":[{"url":"${A}"},{"url":"${VOICE}"}],"provider_options":{"fal":{"resolution":"720p"}}}`,
    asks: {
      extra: { provider_options: { fal: { resolution: '720p' } } },
      references: [`image ${A}`, `audio ${VOICE}`],
      kind: 'lipsync',
      model: 'veed_fabric_1.0',
    },
  },
  {
    shape: 'varg docs, model page Whisper: transcription with curl',
    code: `curl -X POST https://api.varg.ai/v1/transcription \\
  -H "Authorization: Bearer $VARG_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"model": "groq_whisper_large_v3_turbo", "audio_url": "${VOICE}", "language": "en"}'`,
    asks: {
      extra: { language: 'en' },
      references: [`audio ${VOICE}`],
      kind: 'transcription',
      model: 'groq_whisper_large_v3_turbo',
    },
  },
  {
    shape: 'varg docs, quick start: curl with a body in double quotes',
    code: `curl https://api.varg.ai/v2/image -H "Authorization: Bearer $VARG_API_KEY" -d "{\\"model\\":\\"nano_banana_pro/edit\\",\\"prompt\\":\\"swap the sky\\",\\"files\\":[{\\"url\\":\\"${A}\\"}],\\"aspect_ratio\\":\\"4:5\\"}"`,
    asks: {
      references: [`image ${A}`],
      kind: 'image',
      model: 'nano_banana_pro/edit',
      prompt: 'swap the sky',
      aspectRatio: '4:5',
    },
  },
  {
    shape: 'varg docs, API page: curl with a document and an apostrophe',
    code: `$ curl -sS -X POST 'https://api.varg.ai/v2/video?x=1' \\
    -H "Idempotency-Key: 7" --data @- <<'JSON'
{
  "model": "sora_2",
  "prompt": "it's raining; a <door> opens",
  "duration": 8,
  "files": [{ "url": "${OWN}" }]
}
JSON`,
    asks: {
      references: [`image ${OWN}`],
      kind: 'video',
      model: 'sora_2',
      prompt: "it's raining; a <door> opens",
      duration: '8',
    },
  },
  {
    shape: 'curl manual, --json and ANSI-C quotes',
    code: `curl --json $'{"model":"wan_2.5","prompt":"it\\'s late\\u0021","duration":5,"image_url":"${A}","audio_url":"${OWN}"}' https://api.varg.ai/v2/video`,
    asks: {
      references: [`image ${A}`, `audio ${OWN}`],
      kind: 'video',
      model: 'wan_2.5',
      prompt: "it's late!",
      duration: '5',
    },
  },
  {
    shape: 'curl manual, a form of several -d',
    code: `curl https://api.varg.ai/v1/video -d model=minimax -d 'prompt=a calm sea' \\
  -d 'image_url=${A}' -d duration=6 -d aspect_ratio=16:9`,
    asks: {
      references: [`image ${A}`],
      kind: 'video',
      model: 'minimax',
      prompt: 'a calm sea',
      duration: '6',
      aspectRatio: '16:9',
    },
  },
  {
    shape: 'REST client of an editor, a request with headers above its body',
    code: `### Animate
POST https://api.varg.ai/v2/video HTTP/1.1
Authorization: Bearer {{key}}
Content-Type: application/json

{ "model": "made_up_1", "prompt": "waves", "files": [{ "url": "${A}" }] }
`,
    asks: { references: [`image ${A}`], kind: 'video', model: 'made_up_1', prompt: 'waves' },
  },
  {
    shape: 'varg docs, model page: fetch in TypeScript',
    code: `const res = await fetch("https://api.varg.ai/v2/image", {
  method: "POST",
  headers: { Authorization: \`Bearer \${process.env.VARG_API_KEY}\`, "Content-Type": "application/json" },
  body: JSON.stringify({
    model: "seedream_5_lite",
    prompt: "@image1 in the light of @image2", // two references
    files: [{ url: "${A}" }, { url: '${B}' }],
    aspect_ratio: "1:1",
    provider_options: { piapi: { input: { size: "3K" } } },
  }),
});
const { id } = await res.json();`,
    asks: {
      extra: { provider_options: { piapi: { input: { size: '3K' } } } },
      references: [`image ${A}`, `image ${B}`],
      kind: 'image',
      model: 'seedream_5_lite',
      prompt: '@image1 in the light of @image2',
      aspectRatio: '1:1',
    },
  },
  {
    shape: 'JavaScript with constants and a list that is mapped',
    code: `const api = "https://api.varg.ai/v2"
const startUrl = "${A}"
const endUrl = "${B}"
const prompt = 'first this, ' +
  'then that'
const refs = [startUrl, endUrl]
const body = { model: 'ltx_2_19b_distilled', prompt, files: refs.map((url) => ({ url })), generate_audio: true }
await axios.post(api + '/video', body)`,
    asks: {
      extra: { generate_audio: true },
      references: [`image ${A} = startUrl`, `image ${B} = endUrl`],
      kind: 'video',
      model: 'ltx_2_19b_distilled',
      prompt: 'first this, then that',
    },
  },
  {
    shape: 'varg docs, model page: Python with requests',
    code: `import os, requests

response = requests.post(
    "https://api.varg.ai/v2/video",
    headers={"Authorization": f"Bearer {os.environ['VARG_API_KEY']}"},
    json={
        "model": "grok_imagine",
        "prompt": ("a cat "
                   "looks up"),
        "duration": 5,  # seconds
        "files": [{"url": "${A}"}],
        "provider_options": {"fal": {"resolution": "720p", "seed": None, "generate_audio": True}},
    },
)
print(response.json()["id"])`,
    asks: {
      extra: {
        provider_options: { fal: { generate_audio: true, resolution: '720p', seed: null } },
      },
      references: [`image ${A}`],
      kind: 'video',
      model: 'grok_imagine',
      prompt: 'a cat looks up',
      duration: '5',
    },
  },
  {
    shape: 'Python with httpx, constants and a prompt of several lines',
    code: `BASE = "https://api.varg.ai/v1"
PORTRAIT = "${OWN}"
prompt = """She says "hello",
and smiles"""
payload = dict(model="omnihuman-v1.5", prompt=prompt, files=[{"url": PORTRAIT}, {"url": "${VOICE}"}])
httpx.post(f"{BASE}/video", json=payload, timeout=60.0)`,
    asks: {
      references: [`image ${OWN} = PORTRAIT`, `audio ${VOICE}`],
      kind: 'lipsync',
      model: 'omnihuman-v1.5',
      prompt: 'She says "hello",\nand smiles',
    },
  },
  {
    shape: 'varg SDK README, video with a call',
    code: `import { Video } from "vargai/react";
const START_REF = "${A}";
const END_REF = "${B}";
const video = Video({
  model: varg.videoModel("kling_v3"),
  prompt: { text: "the door opens", images: [START_REF, END_REF] },
  duration: 5,
  aspectRatio: "9:16",
});
export default <Render width={1080} height={1920}><Clip duration={5}>{video}</Clip></Render>;`,
    asks: {
      references: [`image ${A} = START_REF`, `image ${B} = END_REF`],
      kind: 'video',
      model: 'kling_v3',
      prompt: 'the door opens',
      duration: '5',
      aspectRatio: '9:16',
    },
  },
  {
    shape: 'varg SDK README, lipsync',
    code: `Video({ model: varg.videoModel("sync_v2_pro"), prompt: { video: "${CLIP}", audio: "${VOICE}" } })`,
    asks: {
      references: [`video ${CLIP}`, `audio ${VOICE}`],
      kind: 'lipsync',
      model: 'sync_v2_pro',
    },
  },
  {
    shape: 'varg SDK README, element of JSX with options of a provider',
    code: `export default (
  <Render>
    <Music prompt="slow piano" model={elevenlabs.musicModel("music_v1")} />
    <Clip duration={6}>
      <Video
        model={fal.videoModel("kling-v3")}
        prompt={{ text: "don't look back", images: ["${A}"] }}
        duration={6}
        aspectRatio="16:9"
        resize="cover"
        providerOptions={{ varg: { fal: { generate_audio: false } } }}
      />
    </Clip>
  </Render>
)`,
    asks: {
      extra: { provider_options: { fal: { generate_audio: false } } },
      references: [`image ${A}`],
      kind: 'video',
      model: 'kling-v3',
      prompt: "don't look back",
      duration: '6',
      aspectRatio: '16:9',
    },
  },
  {
    shape: 'varg template, picture for a talking head',
    code: `const FACE_REF: string = "${OWN}";
const VOICE_REF = "${VOICE}";
const portrait = Image({
  model: varg.imageModel("nano_banana_pro/edit"),
  prompt: { text: \`\${STYLE}, looks at the camera\`, images: [FACE_REF] },
  aspectRatio: "9:16",
});
const talking = Video({
  model: varg.videoModel("veed_fabric_1.0"),
  prompt: { images: [portrait], audio: VOICE_REF },
});`,
    asks: {
      references: [`image ${OWN} = FACE_REF`, `audio ${VOICE} = VOICE_REF`],
      kind: 'image',
      model: 'nano_banana_pro/edit',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the expression stays as it is written
      prompt: '${STYLE}, looks at the camera',
      aspectRatio: '9:16',
    },
  },
  {
    shape: 'Vercel AI SDK, generateImage with varg',
    code: `const { image } = await generateImage({
  model: varg.imageModel('qwen_image_2'),
  prompt: { text: 'image 1 on a train', images: ['${A}', "${B}"] },
  aspectRatio: '3:4',
})`,
    asks: {
      references: [`image ${A}`, `image ${B}`],
      kind: 'image',
      model: 'qwen_image_2',
      prompt: 'image 1 on a train',
      aspectRatio: '3:4',
    },
  },
  {
    shape: 'settings file, JSON with comments and trailing commas',
    code: `// the last shot
{
  "model": "phota/edit", /* people by profile */
  "prompt": "@Profile1 at sea",
  "files": [
    { "url": "${A}", },
    // { "url": "${B}" },
  ],
  "profile_ids": ["p_1", "p_2"],
  "$schema": "https://docs.varg.ai/schema/image.json",
  "options": { "webhook_url": "https://hooks.example.com/varg" },
}`,
    asks: {
      extra: {
        options: { webhook_url: 'https://hooks.example.com/varg' },
        profile_ids: ['p_1', 'p_2'],
      },
      references: [`image ${A}`],
      kind: 'image',
      model: 'phota/edit',
      prompt: '@Profile1 at sea',
    },
  },
  {
    shape: 'varg docs, answer of GET /v2/files',
    code: JSON.stringify({
      data: [
        {
          id: 'file_1',
          url: STORED,
          media_type: 'image/jpeg',
          size_bytes: 9,
          filename: 'cat.jpg',
          title: 'Cat on a sofa',
          thumbnail_url: 'https://s3.varg.ai/thumbs/file_1.jpg',
          origin: 'upload',
        },
        {
          id: 'file_2',
          url: 'https://s3.varg.ai/files/acc_1/file_2',
          media_type: 'audio/mpeg',
          filename: null,
          title: 'A calm voice',
          preview_url: 'https://s3.varg.ai/thumbs/file_2.jpg',
        },
      ],
      nextCursor: null,
    }),
    asks: {
      references: [
        `image ${STORED} = cat.jpg`,
        'audio https://s3.varg.ai/files/acc_1/file_2 = A calm voice',
      ],
    },
  },
  {
    shape: 'varg docs, answer of POST /v1/files',
    code: `{ "file_id": "1", "url": "https://s3.varg.ai/u/1/${'a'.repeat(64)}.bin", "hash": "sha256:${'a'.repeat(64)}", "size": 3, "media_type": "video/mp4", "deduplicated": false }`,
    asks: { references: [`video https://s3.varg.ai/u/1/${'a'.repeat(64)}.bin`] },
  },
  {
    shape: 'varg docs, a finished job with its input and output',
    code: JSON.stringify({
      id: 'job_1',
      status: 'completed',
      tool: 'video',
      input: { model: 'kling_v3', prompt: 'rain', duration: 5, files: [{ url: A }] },
      output: {
        version: 'v1',
        outputs: [
          {
            url: 'https://s3.varg.ai/o/job_1.mp4',
            thumbnail_url: 'https://s3.varg.ai/thumbs/o.jpg',
          },
        ],
      },
      urls: {
        self: 'https://api.varg.ai/v2/jobs/job_1',
        cancel: 'https://api.varg.ai/v2/jobs/job_1/cancel',
      },
    }),
    asks: {
      references: [`image ${A}`],
      kind: 'video',
      model: 'kling_v3',
      prompt: 'rain',
      duration: '5',
    },
  },
  {
    shape: 'varg docs, a failed job of a model that no document names',
    code: JSON.stringify({
      id: 'job_2',
      status: 'failed',
      tool: 'video',
      input: { model: 'made_up_2', prompt: 'snow', files: [{ url: OWN }] },
      output: null,
      error: { code: 'provider_error', message: 'no' },
    }),
    asks: { references: [`image ${OWN}`], kind: 'video', model: 'made_up_2', prompt: 'snow' },
  },
  {
    shape: 'varg docs, lipsync of version 2 with a key for repeats and a webhook',
    code: `curl -X POST https://api.varg.ai/v2/video -H "Authorization: Bearer $VARG_API_KEY" \\
  -H "Idempotency-Key: shot-7" -H 'Content-Type: application/json' \\
  -d '{"model":"sync_v2_pro","files":[{"url":"${CLIP}"},{"url":"${VOICE}"}],"options":{"webhook_url":"https://hooks.example.com/varg"}}'`,
    asks: {
      extra: { options: { webhook_url: 'https://hooks.example.com/varg' } },
      references: [`video ${CLIP}`, `audio ${VOICE}`],
      kind: 'lipsync',
      model: 'sync_v2_pro',
    },
  },
  {
    shape: 'varg docs, POST /v2/tools/{tool_key}/call',
    code: `POST https://api.varg.ai/v2/tools/video/call

{ "model": "made_up_3", "prompt": "hail", "files": [{ "url": "${A}" }], "workspace_id": "cuts" }`,
    asks: {
      extra: { workspace_id: 'cuts' },
      references: [`image ${A}`],
      kind: 'video',
      model: 'made_up_3',
      prompt: 'hail',
    },
  },
  {
    shape: 'varg MCP server, call_tool',
    code: `{"tool": "transcription", "input": {"model": "made_up_4", "audio_url": "${OWN}"}}`,
    asks: { references: [`audio ${OWN}`], kind: 'transcription', model: 'made_up_4' },
  },
  {
    shape: 'other gateways, a request with named frames',
    code: `{"prompt":"a slow pan","model":"kling_v3","end_image_url":"${B}","start_image_url":"${A}","duration":"10","negative_prompt":"${B}"}`,
    asks: {
      references: [`image ${A}`, `image ${B} (end-frame)`],
      kind: 'video',
      model: 'kling_v3',
      prompt: 'a slow pan',
      duration: '10',
    },
  },
  {
    shape: 'README in Markdown with code in two languages',
    code: `# Lipsync

See [the page](https://docs.varg.ai/models/lipsync) and ![a still](https://shop.example/logo).

\`\`\`bash
npm install vargai
\`\`\`

\`\`\`json
{ "model": "sync_v2", "files": [{ "url": "${CLIP}" }, { "url": "${VOICE}" }] }
\`\`\`

~~~python
requests.post(URL, json={"model": "sync_v2", "files": [{"url": "${A}"}]})
~~~
`,
    asks: { references: [`video ${CLIP}`, `audio ${VOICE}`], kind: 'lipsync', model: 'sync_v2' },
  },
  {
    shape: 'table of shots as CSV',
    code: `Shot;Image URL;Audio URL;Thumbnail URL;Title;Media type\r\n1;${A};${VOICE};https://s3.varg.ai/thumbs/1.jpg;"Harbour; wide";\r\n2;${OWN};;;Dusk;image/webp\r\n`,
    asks: {
      references: [
        `image ${A} = Harbour; wide`,
        `audio ${VOICE} = Harbour; wide`,
        `image ${OWN} = Dusk`,
      ],
    },
  },
  {
    shape: 'list of URLs of several hosts',
    code: `1. ${A}\n2. ${OWN}\n\n- https://storage.example.net/blob/91?sig=a%2Fb\n* ${VOICE}\n`,
    asks: {
      references: [
        `image ${A}`,
        `image ${OWN}`,
        'image https://storage.example.net/blob/91?sig=a%2Fb',
        `audio ${VOICE}`,
      ],
    },
  },
  {
    shape: 'note in Markdown with pictures and links',
    code: `Use [the voice](${STORED}) and ${OWN}. More at https://example.com/help.`,
    asks: { references: [`image ${STORED} = the voice`, `image ${OWN}`] },
  },
]

const NOTHING = { has: () => false, hosts: new Set<string>() }

describe('readPasted of requests in the shapes of public documents', () => {
  it.each(DOCUMENTED.map((one) => [one.shape, one] as const))(
    'restores %s',
    (_, { code, asks }) => {
      const { references, settings } = readPasted(code, NOTHING)
      const described = references.map((one) => {
        const { url, name, role } = one
        const parts = [kindOfPasted(one), url, name && `= ${name}`, role && `(${role})`]
        return parts.filter(Boolean).join(' ')
      })
      const defined = Object.entries(settings ?? {}).filter(([, value]) => value !== '')
      const { extra, ...others } = Object.fromEntries(defined)
      const members = extra === undefined ? {} : { extra: JSON.parse(extra) }
      expect({ references: described, ...others, ...members }).toEqual(asks)
    },
  )

  it('has thirty-four of them', () => {
    expect(new Set(DOCUMENTED.map(({ shape }) => shape)).size).toBe(34)
  })
})
