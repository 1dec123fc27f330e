/** What is printed on keys. */
export const words = {
  ctrl: 'Ctrl',
  alt: 'Alt',
  shift: 'Shift',
  delete: 'Del',
  escape: 'Esc',
  space: 'Space',
}
