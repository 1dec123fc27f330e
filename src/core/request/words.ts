import type { ApiVersion } from '../api/api-version.ts'
import { formatNumber } from '../text/format.ts'
import { formatList } from '../text/format-list.ts'
import type { Endpoint } from './generation.ts'

/** Hints that prevent a failed generation, and what formats say. */
export const words = {
  leftOut: (tags: readonly string[]) => {
    const [are, them] = tags.length === 1 ? ["isn't", 'it'] : ["aren't", 'them']
    return `${formatList(tags)} ${are} sent. This request has no place for ${them}.`
  },
  noTranscription: 'Varg TSX has no transcription. It lists the URLs only.',
  emptyPrompt: 'The prompt is empty.',
  emptyModel: 'The model is empty.',
  extraInForm: (names: readonly string[]) =>
    `The other settings have ${formatList(names)}. The fields above replace them.`,
  invalidExtra: 'The other settings are no JSON object. They are left out.',
  extraInTemplate: (names: readonly string[]) => `Varg TSX has no place for ${formatList(names)}.`,
  extensions: (files: readonly string[]) =>
    `Varg's SDK may ignore ${formatList(files)}. It knows png, jpg, jpeg, mp3, wav and mp4.`,
  extension: (tag: string, extension: string) => `${tag} (${extension || 'no extension'})`,
  inSandbox: (tag: string) => `varg.ai can't fetch ${tag} from the sandbox. Upload it to varg.ai.`,
  inPrivateNetwork: (tag: string) =>
    `varg.ai can't fetch ${tag} from a private network. Upload it to varg.ai.`,
  shape: (tag: string, picture: string, asked: string) =>
    `${tag} is ${picture}, not ${asked}. The result may follow the image or be cropped.`,
  about: (pixels: string, shape: string) => `${pixels} (about ${shape})`,

  /** What a format lacks. */
  lack: {
    files: 'Add files to the request first.',
    audio: 'Add an audio file to transcribe.',
    source: 'Add an image or a video to upscale.',
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
    twoFrames: 'A start and an end frame are two images',
    oneSource: 'An upscale takes one image or one video',
    leftOut: (reason: string, names: readonly string[]) =>
      `${reason}. Left out: ${names.join(', ')}`,
  },

  // What the documents of a model say.
  otherEndpoint: (model: string) => `${model} is for another kind of request.`,
  switchTo: {
    image: 'Switch to Image',
    video: 'Switch to Video',
    transcription: 'Switch to Transcription',
  } satisfies Record<Endpoint, string>,
  deprecated: (model: string) => `${model} is deprecated.`,
  onlyVersion: (model: string, version: ApiVersion) =>
    `Only documents of version ${version} name ${model}.`,
  takesSeconds: (model: string, allowed: string) => `${model} takes ${allowed}.`,
  offSeconds: (sentence: string, seconds: number, isRefused: boolean) =>
    `${sentence} ${formatNumber(seconds)} s ${isRefused ? 'will' : 'may'} be rounded or refused.`,
  disputedSeconds: (model: string, allowed: readonly string[]) =>
    `Documents disagree on the duration of ${model}: ${allowed.join(', or ')}.`,
  noAutoSeconds: (model: string) => `The documents of ${model} name no automatic duration.`,
  leaveOutSeconds: 'Leave it out',
  correctSeconds: (seconds: number) => `Use ${formatNumber(seconds)} s`,
  otherThan: (model: string, named: string, other: string) =>
    `The documents of ${model} name ${named}, not ${other}.`,
  unusedPrompt: (model: string) => `${model} does not use the prompt.`,
  longPrompt: (characters: number, version: ApiVersion, most: number) =>
    `The prompt has ${formatNumber(characters)} characters. ${takesAtMost(version, most)}`,
  noTags: (model: string, tag: string) => `The documents of ${model} name no tags such as ${tag}.`,
  needs: (model: string, files: string) => `${model} needs ${files}.`,
  foreignOption: (model: string, option: string) =>
    `The documents of ${model} name no option ${option}.`,
  probablyNeeds: (model: string, files: string) => `${model} probably needs ${files}.`,
  withoutImages: (model: string, other: string) =>
    `${model} is documented without images, ${other} with them.`,
  chooseModel: (model: string) => `Use ${model}`,
  atMost: (files: string) => `at most ${files}`,
  no: { image: 'no images', video: 'no videos', audio: 'no audio files' },
  extraFiles: (model: string, files: string, tags: readonly string[], isRefused: boolean) =>
    `The documents of ${model} name ${files}. ${formatList(tags)} ${isRefused ? 'will be' : 'may be ignored or'} refused.`,
  manyFiles: (count: number, version: ApiVersion, most: number) =>
    `The request has ${formatNumber(count)} files. ${takesAtMost(version, most)}`,
  outsideSeconds: (seconds: number, version: ApiVersion, least: number, most: number) =>
    `Version ${version} takes ${least} to ${most} seconds, not ${formatNumber(seconds)}.`,
  disputedFiles: (model: string) => `Documents disagree on the files of ${model}.`,
  disputedNone: (model: string) =>
    `Documents disagree: ${model} may work without an image, or may always need one.`,
  disputedEndFrame: (model: string) =>
    `Documents disagree: ${model} takes an end frame, or fails with two images.`,
  disputedFace: (model: string, file: string) =>
    `Documents disagree: ${model} may take ${file} for the face, or may not.`,
  a: { image: 'an image', video: 'a video' },
  refusesFaces: (model: string) => `${model} refuses photorealistic faces in reference images.`,
  noExtension: (tags: readonly string[]) =>
    `A lipsync tells files apart by extension. ${formatList(tags)} ${tags.length === 1 ? 'has' : 'have'} none.`,

  /** Reasons of hints. */
  why: {
    leftOut: 'Another kind of request may have a place.',
    noTranscription: 'Templates have elements for images and videos only.',
    model: 'The gateway rejects a request without a model.',
    extraInForm: 'A body has each member once.',
    invalidExtra: 'They are members of the body, such as provider_options.',
    extraInTemplate: 'An element passes only provider_options on. Other formats have all settings.',
    extensions: "Varg's SDK tells media apart by the extension of the URL.",
    unreachable: 'varg.ai fetches each URL from the public internet.',
    limits: 'The gateway refuses it for every model.',
    shape: "Varg's SDK sends no aspect ratio with a start frame, and the documents leave it open.",
  },
  openApi: 'the OpenAPI document',
  sourced: (reason: string, source: string, date: string) =>
    `${reason} Source: varg, ${source}, read in ${date}.`,
  /** Reasons of hints about a model, by the rule that gives them. */
  whyModel: {
    endpoint: 'Each model belongs to one call of the gateway.',
    deprecated: 'Its own page deprecates it, while other documents may still name it.',
    version: (version: ApiVersion) =>
      `This request is for version ${version}, which may not know the model.`,
    seconds: "Varg's SDK rounds durations, and the gateway may do the same or refuse them.",
    ratio: 'A model may replace or refuse an aspect ratio that its documents do not name.',
    prompt: 'Its documents ask for a prompt.',
    'unused-prompt': 'Its documents have no use for a prompt.',
    tags: 'A model without tags goes by the order of the files.',
    missing: 'The model makes its result from files.',
    edit: 'It reads images only under its edit name.',
    option: 'Providers ignore or refuse options that a model does not have.',
    extra: 'Each file has its role by its place among those of its kind.',
    disputed: 'No document settles it, so the sandbox takes both.',
    faces: 'Its provider refuses them, while anime and drawn figures work.',
    extension: 'Its documents leave other types of media open.',
    'no-extension': 'The extension of the URL says which file is the voice.',
  },
}

function takesAtMost(version: ApiVersion, most: number): string {
  return `Version ${version} takes at most ${formatNumber(most)}.`
}
