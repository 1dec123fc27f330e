/** Messages of the waiting worker to a page. */

/** The page is of an older build. */
export const NEWER = 'newer'

/** The page tells its build once more. */
export const WHICH_BUILD = 'which-build'
