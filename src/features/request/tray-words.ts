import type { Role } from '../../core/request/roles.ts'
import { plural } from '../../core/text/format.ts'

const LIST = new Intl.ListFormat('en')

/** Maximum number of tags in a sentence. */
const MOST_TAGS = 5

/** The words of what appears with the first reference, and of the dialog for code. */
export const words = {
  references: 'References',

  moveUp: 'Move up',
  moveDown: 'Move down',
  remove: 'Remove',
  moreActions: (tag: string) => `More actions for ${tag}`,
  swap: 'Swap…',
  import: 'Import',
  /** Over a reference that a drop would replace. */
  swapHere: 'Swap',
  rename: (tag: string, name: string) => `Rename ${tag}, ${name}`,
  nameOf: (tag: string) => `Name of ${tag}`,
  roles: {
    'start-frame': 'Start frame',
    'end-frame': 'End frame',
    reference: 'Reference',
    source: 'Source',
    face: 'Face',
    voice: 'Voice',
    mask: 'Mask',
    option: 'Option',
    extra: 'No place',
    unused: 'Not used',
  } satisfies Record<Role, string>,
  isNow: (name: string, tag: string, role: string | undefined) =>
    `${name} is now ${role ? `${tag}, ${role}` : tag}.`,
  isKind: { image: 'It is an image', video: 'It is a video', audio: 'It is audio' },
  models: 'Documented models',
  undocumented: 'No document names this model. It is sent as typed, without advice.',
  fittingModels: 'Show what fits the references',
  allModels: 'Show all models',
  states: { recommended: 'Recommended', legacy: 'Legacy', deprecated: 'Deprecated' },
  completions: 'References for the prompt',
  unknownTags: (tags: readonly string[]) => `There is no ${listTags(tags)}.`,
  unusedTags: (tags: readonly string[]) => `The prompt does not mention ${listTags(tags)}.`,

  hints: 'Hints',
  moreHints: (count: number) => plural(count, 'more hint'),
  fewerHints: 'Fewer',
  why: 'Why?',
  whyUnknown: 'A model reads a tag only when the request has that reference.',
  listOnly: (format: string) => `${format} has the references only.`,
  whyListOnly: 'Another format has the prompt and the settings, too.',
  whyUnused: 'The model tells references apart by their tags.',

  extra: 'Other settings (JSON)',

  code: 'Code of the request',
  nothingToCopy: 'Nothing to copy yet. Add files or write a prompt.',
  pasteHelp: 'Code or text. Its media, prompt and settings are taken.',
  codeWithUrls: 'Code with URLs',
  takeReferences: 'Take references',
  undo: 'Undo',
}

function listTags(tags: readonly string[]): string {
  const more = tags.length - MOST_TAGS
  return LIST.format(more > 1 ? [...tags.slice(0, MOST_TAGS), `${more} more`] : tags)
}
