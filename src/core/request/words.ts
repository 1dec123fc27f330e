import { formatNumber } from '../text/format.ts'
import { formatList } from '../text/format-list.ts'

/** Hints that prevent a failed generation, by the rule that gives them. */
export const words = {
  manyImages: (count: number) =>
    `Seedance uses nine images. The other ${formatNumber(count - 9)} may be ignored.`,
  lipsyncNeedsVoice: 'A lipsync needs an audio file.',
  lipsyncNeedsFace: 'A lipsync needs an image or a video.',
  lipsyncVoices: (count: number) => `A lipsync uses one audio file. ${othersIgnored(count - 1)}`,
  lipsyncFaces: (count: number) => `A lipsync uses one image or video. ${othersIgnored(count - 1)}`,
  leftOut: (tags: readonly string[]) => {
    const [are, them] = tags.length === 1 ? ["isn't", 'it'] : ["aren't", 'them']
    return `${formatList(tags)} ${are} sent. This request has no place for ${them}.`
  },
  klingImages: (count: number) =>
    `Kling uses two images (start and end frame). ${othersIgnored(count - 2)}`,
  noTranscription: 'Varg TSX has no transcription. It lists the URLs only.',
  emptyPrompt: 'The prompt is empty.',
  emptyModel: 'The model is empty.',
  extensions: (files: readonly string[]) =>
    `Varg's SDK may ignore ${formatList(files)}. It knows png, jpg, jpeg, mp3, wav and mp4.`,
  extension: (tag: string, extension: string) => `${tag} (${extension || 'no extension'})`,
  inSandbox: (tag: string) => `varg.ai can't fetch ${tag} from the sandbox. Upload it to varg.ai.`,
  inPrivateNetwork: (tag: string) =>
    `varg.ai can't fetch ${tag} from a private network. Upload it to varg.ai.`,
  shape: (tag: string, picture: string, asked: string) =>
    `${tag} is ${picture}, not ${asked}. It will be cropped or padded.`,
  about: (pixels: string, shape: string) => `${pixels} (about ${shape})`,

  /** What a format lacks. */
  lack: {
    files: 'Add files to the request first.',
    audio: 'Add an audio file to transcribe.',
    twoFrames: 'Add two images: the start frame and the end frame.',
    endFrame: 'Add one more image: the end frame.',
    faceAndVoice: 'Add an image or a video, and an audio file.',
    face: 'Add an image or a video. Its lips follow the audio file.',
    voice: 'Add an audio file. The lips follow it.',
  },

  /** Comments in generated code. */
  comment: {
    imageOnly: 'Image() takes images only',
    oneVideoAndAudio: 'Video() takes one video and one audio file',
    oneFaceAndVoice: 'A lipsync takes one face and one voice',
    leftOut: (reason: string, names: readonly string[]) =>
      `${reason}. Left out: ${names.join(', ')}`,
  },

  /** Names of formats. Others are names of a language or a path. */
}

const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

function othersIgnored(count: number): string {
  if (count === 1) return 'The other one is ignored.'
  return `The other ${COUNTS[count] ?? formatNumber(count)} are ignored.`
}
