/** Has the shape of a key and is surely none. The sandbox refuses all that begin so. */
export const BAD_KEY = 'varg_bad_refdrop_check_0000'
