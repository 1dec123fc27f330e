/** Comments of the exported module. */
export const words = {
  head: [
    'URLs of files that were uploaded with Refdrop, a constant each.',
    'They are exported at the end, because rendering in the cloud rejects other exports.',
  ],
}
