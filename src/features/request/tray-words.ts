import type { HintReason } from '../../core/request/reference-hints.ts'
import type { Role } from '../../core/request/roles.ts'
import { plural } from '../../core/text/format.ts'

const LIST = new Intl.ListFormat('en')

/** Tags that one sentence names. */
const MOST_TAGS = 5

/** The words of what appears with the first reference, and of the dialog for code. */
export const words = {
  references: 'References',

  moveUp: 'Move up',
  moveDown: 'Move down',
  remove: 'Remove',
  rename: (tag: string, name: string) => `Rename ${tag}, ${name}`,
  nameOf: (tag: string) => `Name of ${tag}`,
  roles: {
    'start-frame': 'Start frame',
    'end-frame': 'End frame',
    face: 'Face',
    voice: 'Voice',
    unused: 'Not used',
  } satisfies Record<Role, string>,
  completions: 'References for the prompt',
  unknownTags: (tags: readonly string[]) => `There is no ${listTags(tags)}.`,
  unusedTags: (tags: readonly string[]) => `The prompt does not mention ${listTags(tags)}.`,

  hints: 'Hints',
  moreHints: (count: number) => plural(count, 'more hint'),
  switchTo: { video: 'Switch to Video' },
  why: 'What is this for?',
  whyUnknown: 'A model reads a tag only when the request has that reference.',
  listOnly: (format: string) => `${format} has the references only.`,
  whyListOnly: 'Another format has the prompt and the settings, too.',
  whyUnused: 'Models may ignore references that the prompt does not mention.',
  whyHint: {
    'many-images': 'Each model documents how many images it takes.',
    'lipsync-audio': 'A lipsync moves a mouth to a recorded voice.',
    'lipsync-face': 'A lipsync moves the mouth of one face.',
    'lipsync-audios': 'A lipsync follows one voice.',
    'lipsync-faces': 'A lipsync moves the mouth of one face.',
    'left-out': 'Try another kind. Video takes images, a video and an audio file.',
    'kling-images': 'Kling documents one start frame and one end frame.',
    'no-transcription': 'Templates have elements for images and videos only.',
    prompt: 'A prompt says what to make. Most models require one.',
    model: 'The gateway rejects a request without a model.',
    extensions: "Varg's SDK tells media apart by the extension of the URL.",
    unreachable: 'varg.ai fetches each URL from the public internet.',
    shape: 'Models fit a picture into the aspect ratio of the result.',
  } satisfies Record<HintReason, string>,

  code: 'Code of the request',
  nothingToCopy: 'Nothing to copy yet. Add files or write a prompt.',
  pasteHelp: 'TSX, JSON, a curl command or text. Its Varg URLs become the references.',
  codeWithUrls: 'Code with URLs',
  takeReferences: 'Take references',
  undo: 'Undo',
}

function listTags(tags: readonly string[]): string {
  const more = tags.length - MOST_TAGS
  return LIST.format(more > 1 ? [...tags.slice(0, MOST_TAGS), `${more} more`] : tags)
}
