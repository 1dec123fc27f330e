import { formatBytes, formatNumber, plural } from '../../core/text/format.ts'
import type { Translated } from '../../core/text/translated.ts'
import type {
  words as english,
  FLAW_WORDS as englishFlaws,
  KIND_WORDS as englishKinds,
  STATUS_WORDS as englishStatuses,
} from './words.ts'

export const STATUS_WORDS: Translated<typeof englishStatuses> = {
  401: 'falscher Schlüssel',
  402: 'Guthaben verbraucht',
  403: 'verboten',
  413: 'zu groß',
  429: 'zu viele Anfragen',
  500: 'interner Fehler',
  502: 'Bad Gateway',
  503: 'nicht verfügbar',
  524: 'Timeout des CDN',
}

export const KIND_WORDS: Translated<typeof englishKinds> = {
  html: 'Seite des CDN',
  break: 'Verbindungsabbruch',
  'lost-answer': 'Gespeichert, Antwort verloren',
  silence: 'Keine Antwort',
  stall: 'Stillstand',
  'wrong-hash': 'Anderer Hash',
  'wrong-size': 'Andere Größe',
  'wrong-url': 'Andere Bytes unter der URL',
}

/** Each begins with a verb, because it is also used in lower case. */
export const FLAW_WORDS: Translated<typeof englishFlaws> = {
  'refuses-keys': 'Lehnt jeden Schlüssel ab',
  'takes-any-key': 'Nimmt jeden Schlüssel an',
  'odd-errors': 'Meldet Fehler in anderer Form',
  'missing-field': 'Antwortet ohne media_type',
  'other-hash': 'Antwortet mit anderem Hash',
  'other-size': 'Antwortet mit anderer Größe',
  'never-deduplicates': 'Dedupliziert nie',
  'new-urls': 'Gibt jedem Upload eine neue URL',
  'answers-early': 'Antwortet bei bekanntem Hash sofort',
  'needs-hash': 'Verlangt X-Content-Hash',
  'wrong-type': 'Liefert Dateien als text/plain',
  'wrong-bytes': 'Liefert Dateien ohne ein Byte',
  'no-ranges': 'Liefert keine Bereiche',
  'takes-over-limit': 'Nimmt Dateien über dem Limit an',
  'takes-any-hash': 'Nimmt ungültige Hashes an',
  'takes-empty': 'Nimmt leere Dateien an',
  'finds-nothing': 'Findet keinen Hash',
  'lists-nothing': 'Listet keine Dateien auf',
  'loses-names': 'Vergisst Namen',
  'keeps-deleted': 'Behält gelöschte Dateien',
}

const SPANS: Record<number, string> = { 1: 'pro Sekunde', 60: 'pro Minute', 3600: 'pro Stunde' }

const COUNTS: Record<string, string> = {
  accepted: 'angenommen',
  limited: 'begrenzt',
  failed: 'fehlgeschlagen',
  stored: 'gespeichert',
}

const NO_SIGNAL = 'Nichts'

export const words: Translated<typeof english> = {
  simulate: 'Fehler simulieren',
  sandboxOnly: 'Nur die Sandbox simuliert Fehler.',
  useSandbox: 'Sandbox verwenden',
  loading: 'Wird geladen…',

  nextUploads: 'Nächste Uploads',
  howMany: 'Anzahl',
  failure: 'Fehler',
  anotherStatus: 'Anderer Status',
  status: 'Status',
  afterBytes: 'Nach Bytes',
  message: 'Meldung',
  early: 'Vor dem Lesen des Bodys',
  add: 'Hinzufügen',
  rateLimit: 'Ratenlimit',
  calls: 'Aufrufe',
  callsIn: 'Aufrufe in',
  seconds: 'In Sekunden',
  toldBy: 'Gemeldet durch',
  secondsToldBy: 's, gemeldet durch',
  nested: 'Neuere Fehlerform',
  apply: 'Anwenden',
  speed: 'Tempo',
  latency: 'Latenz in ms',
  latencyShort: 'Latenz',
  milliseconds: 'ms',
  noLatency: 'keine',
  bytesPerSecond: 'Bytes pro Sekunde',
  atMost: 'Höchstens',
  bytesASecond: 'Bytes/s',
  anySpeed: 'frei',
  chance: 'Zufällig',
  percent: 'Prozent der Uploads',
  percentFail: '% der Uploads schlagen zufällig fehl',
  always: 'Immer',
  signals: {
    headers: 'Retry-After und X-RateLimit',
    dates: 'Retry-After und X-RateLimit mit Datum',
    documented: 'Header der API-Version',
    milliseconds: 'X-RateLimit-Reset in ms',
    words: 'Worte in der Meldung',
    nothing: NO_SIGNAL,
  },

  active: 'Aktiv',
  activeFailures: 'Aktive Fehler',
  none: 'Keine. Die Sandbox funktioniert.',
  clearAll: 'Alle entfernen',
  remove: (failure) => `Entfernen: ${failure}`,
  announce: (summary) => `Aktive Fehler: ${summary || 'keine'}.`,
  seen: (counts) => `Seit der letzten Änderung: ${counts}.`,
  seenCounts: (uploads, rest) =>
    [
      plural(uploads, { one: 'Upload', other: 'Uploads' }),
      ...Object.entries(rest).map(
        ([name, count]) => `${formatNumber(count)} ${COUNTS[name] ?? name}`,
      ),
    ].join(', '),

  times: (count, failure) => `${formatNumber(count)} × ${failure}`,
  answer: (status) => {
    const meaning = STATUS_WORDS[status as keyof typeof STATUS_WORDS]
    return meaning === undefined ? String(status) : `${status} ${meaning}`
  },
  kind: (name) => name.replace(/^(Andere|Gespeichert|Keine)/, (start) => start.toLowerCase()),
  cdnPage: (status) => `CDN-Seite mit ${status}`,
  after: (bytes) => `nach ${plural(bytes, { one: 'Byte', other: 'Bytes' })}`,
  quote: (message) => `„${message}“`,
  rate: (limit, seconds) =>
    `${plural(limit, { one: 'Aufruf', other: 'Aufrufe' })} ${SPANS[seconds] ?? `in ${formatNumber(seconds)} s`}`,
  rateBy: (rate, signal) =>
    signal === NO_SIGNAL ? `${rate}, ohne Meldung` : `${rate}, gemeldet durch ${signal}`,
  late: (milliseconds) => `${formatNumber(milliseconds)} ms verzögert`,
  everyLate: (late) => `Jede Antwort ${late}`,
  slow: (bytesPerSecond) => `${formatBytes(bytesPerSecond)} pro Sekunde`,
  everySlow: (speed) => `Bodys mit ${speed} gelesen`,
  byChance: (percent) => `${percent}\u00a0% der Uploads schlagen zufällig fehl`,
  flaws: (count) => plural(count, { one: 'Mangel', other: 'Mängel' }),
  failures: (count) => plural(count, { other: 'Fehler' }),

  empty: (field) => `„${field}“ ist leer. Eine Zahl eingeben.`,
  invalid: (field, wanted, typed) => `„${field}“ muss ${wanted} sein, nicht „${typed}“.`,
  anyNumber: 'eine Zahl wie 10',
}
