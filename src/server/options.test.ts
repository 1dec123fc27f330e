import { expect, test } from 'vitest'
import { HELP, OptionError, readOptions } from './options.mjs'

test('readOptions gives the defaults when no option is set', () => {
  expect(readOptions([], {})).toEqual({
    port: 4173,
    host: '127.0.0.1',
    base: '',
    allowHosts: [],
    behindProxy: false,
    usesKey: true,
    sharesKey: false,
    allowsFaults: false,
    allowsImport: false,
    hasSandbox: true,
    builds: true,
    verbose: false,
  })
})

test('readOptions reads every option', () => {
  const args =
    '--port 5000 --host localhost --base /refdrop/ --allow-host nas --allow-host 10.0.0.5 --behind-proxy --share-key'
  const more = '--allow-faults --allow-import --no-sandbox --no-build --verbose'
  expect(readOptions(`${args} ${more}`.split(' '), { PORT: '6000' })).toEqual({
    port: 5000,
    host: '127.0.0.1',
    base: '/refdrop',
    allowHosts: ['nas', '10.0.0.5'],
    behindProxy: true,
    usesKey: true,
    sharesKey: true,
    allowsFaults: true,
    allowsImport: true,
    hasSandbox: false,
    builds: false,
    verbose: true,
  })
  expect(readOptions(['--no-key', '--host', '::1'], { PORT: '6000' })).toMatchObject({
    port: 6000,
    host: '::1',
    usesKey: false,
  })
})

test.each([
  [['--nope'], {}, /^Unknown option '--nope'.*--help\.$/],
  [['5000'], {}, /^Unexpected argument '5000'/],
  [['--port'], {}, /^Option '--port/],
  [['--port', '0'], {}, /^A port is a number/],
  [['--port', '70000'], {}, /^A port is a number/],
  [['--base', 'a b'], {}, /^--base takes a path such as .* not “a b”/],
  [[], { PORT: 'abc' }, /^A port is a number/],
  [['--no-key', '--share-key'], {}, /^--no-key and --share-key contradict each other/],
])('readOptions rejects %o with %o in one sentence', (args, environment, sentence) => {
  const read = () => readOptions(args, environment)
  expect(read).toThrow(OptionError)
  expect(read).toThrow(sentence)
  expect(read).toThrow(/^.+$/)
})

test('readOptions returns undefined and HELP lists every option when --help is given', () => {
  expect(readOptions(['--help'], {})).toBeUndefined()
  expect(readOptions(['-h', '--no-build'], {})).toBeUndefined()
  const options =
    '--port --host --base --allow-host --behind-proxy --no-key --share-key --allow-faults --allow-import --no-build --verbose'
  for (const option of options.split(' ')) expect(HELP).toContain(`${option} `)
})

test.each([
  ['/', ''],
  ['', ''],
  ['refdrop', '/refdrop'],
  ['/refdrop', '/refdrop'],
  ['/refdrop/', '/refdrop'],
  ['/tools/drop.v2/', '/tools/drop.v2'],
])('readOptions takes the sub-path %j', (given, base) => {
  expect(readOptions([`--base=${given}`], {})).toMatchObject({ base })
})

test.each([
  '//host/',
  '/a//b/',
  '/../',
  '/a/./b',
  '/a?b',
  '/a#b',
  '/ü/',
  '/%2e/',
  'https://example.org/a/',
  '/a\\b/',
])('readOptions rejects the sub-path %j', (given) => {
  expect(() => readOptions([`--base=${given}`], {})).toThrow(OptionError)
})
