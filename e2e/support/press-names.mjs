// @ts-check

/** Names of buttons during or shortly after their work. They were pressed under another name. */
const AFTER_PRESS = /^(Copied|# URLs? copied|Making samples…)$/

/**
 * Patterns of button names with a variable part, and the name of each family. The first match wins.
 * Numbers have been replaced with "#".
 *
 * @type {readonly (readonly [RegExp, string])[]}
 */
const FAMILIES = [
  [/^Account /, 'Account'],
  [/^Preview ./, 'Preview <file>'],
  [/^same as ./, 'same as <file>'],
  [/^Rename @\S+, /, 'Rename <reference>'],
  [/^@\S+, remove from request$/, '<tag>, remove from request'],
  [/^More actions for @/, 'More actions for <tag>'],
  [/^Documented models: (?!Show )/, 'Documented models: <model>'],
  [/^Files: /, 'Files: <file>'],
  [/^References for the prompt: /, 'References for the prompt: <tag>'],
  [/^Request( ·)? #$/, 'Request'],
  [/^Requests: /, 'Requests: <request>'],
  [/^Remove filter /, 'Remove filter <filter>'],
  [/^Remove (?!from )/, 'Remove <failure>'],
  [/^# failures?$/, '<count> failures'],
  [/^# files? skipped$/, '<count> files skipped'],
  [/^# more hints?$/, '<count> more hints'],
  [/^Copy # URLs?$/, 'Copy <count> URLs'],
  [/^Delete # files?$/, 'Delete <count> files'],
  [/^Copy: /, 'Copy: <fact>'],
  [/^# calls? behind: /, '<count> calls behind: <check>'],
  [/^Show send #: /, 'Show send <number>'],
  [/^Send # times$/, 'Send'],
  [/^Custom send active: /, 'Custom send active: <options>'],
  [/^Failures #$/, 'Failures'],
  [/^Log #$/, 'Log'],
  [/^Use the key saved for /, 'Use the key saved for <host>'],
  [/^Forget the one for /, 'Forget the one for <host>'],
]

/** @type {(name: string) => string} */
function familyOf(name) {
  const counted = name.replace(/\d+(?:[.,]\d+)*/g, '#')
  const family = FAMILIES.find(([pattern]) => pattern.test(counted))
  return family ? family[1] : counted
}

/**
 * @param {string} record the lines of `presses.ndjson`
 * @returns the number of buttons that stories pressed, and the names of those that none pressed
 */
export function countPresses(record) {
  const names = { seen: new Set(), pressed: new Set() }
  for (const line of record.split('\n').filter(Boolean)) {
    /** @type {['seen' | 'pressed', string]} */
    const [how, name] = JSON.parse(line)
    names[how].add(familyOf(name))
  }
  const missing = [...names.seen].filter((name) => !names.pressed.has(name))
  return {
    pressed: names.pressed.size,
    missing: missing.filter((name) => !AFTER_PRESS.test(name)).sort(),
  }
}
