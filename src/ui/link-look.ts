/** Classes of a link, or of a button that looks like one. */
export const LINK_LOOK =
  'rounded-chip text-accent underline decoration-accent-line underline-offset-3 hover:decoration-current pointer-coarse:inline-flex pointer-coarse:min-h-11 pointer-coarse:items-center'
