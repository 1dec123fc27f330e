/** Stands for the value of a header that is never shown. */
export const words = { notShown: '(not shown)' }
