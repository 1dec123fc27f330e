// @ts-check

export const DEFAULT_PORT = 4173

/**
 * @param {string | undefined} text the default port if undefined or empty
 * @returns {number | undefined} undefined if the text is not a port
 */
export function parsePort(text) {
  if (text === undefined || text.trim() === '') return DEFAULT_PORT
  const port = Number(text)
  return Number.isInteger(port) && port >= 1 && port <= 65_535 ? port : undefined
}

/** @param {string | undefined} text */
export function describeBadPort(text) {
  return `A port is a number from 1 to 65535, but this is “${text}”.`
}
