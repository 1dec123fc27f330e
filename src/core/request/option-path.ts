/** Joins the names of nested members to a path: `fal.mask_url`. The last may be an index. */
export function optionOfKeys(keys: readonly string[]): string {
  return keys.map((key) => key.replaceAll('%', '%25').replaceAll('.', '%2E')).join('.')
}

/** The opposite of {@link optionOfKeys}. */
export function keysOfOption(option: string): string[] {
  return option.split('.').map((key) => key.replaceAll('%2E', '.').replaceAll('%25', '%'))
}
