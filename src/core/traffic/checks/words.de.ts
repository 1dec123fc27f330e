import { formatBytes, formatNumber, plural } from '../../text/format.ts'
import type { Translated } from '../../text/translated.ts'
import type { words as english } from './words.ts'

/** What a fact of a file is called. Other facts have the names of their fields. */
const FACTS: Record<string, string> = { hash: 'Der Hash', size: 'Die Größe', name: 'Der Name' }

function countBytes(count: number): string {
  return plural(count, { one: 'Byte', other: 'Bytes' })
}

/** What a check sends begins with a number, which has no case. */
export const words: Translated<typeof english> = {
  outcome: {
    pass: 'Bestanden',
    fail: 'Fehlgeschlagen',
    unexpected: 'Unerwartet',
    'not-applicable': 'Nicht anwendbar',
  },
  counted: {
    pass: (count) => `${formatNumber(count)} bestanden`,
    fail: (count) => `${formatNumber(count)} fehlgeschlagen`,
    unexpected: (count) => `${formatNumber(count)} unerwartet`,
    'not-applicable': (count) => `${formatNumber(count)} nicht anwendbar`,
  },
  summary: (checks, counts) =>
    `${plural(checks, { one: 'Prüfung', other: 'Prüfungen' })}: ${counts.join(', ')}`,
  unreached: (why) => `Das Gateway ist nicht erreichbar, darum wurde nichts geprüft: ${why}`,
  notOver: 'Noch nicht beendet.',
  openInContract: (reason) => `Der API-Vertrag lässt das offen. ${reason}`,
  stopped: 'Vorher angehalten.',
  noAnswerThere: 'Das Gateway antwortet nicht.',

  sends: {
    balance: '1 Anfrage nach dem Guthaben',
    upload: (size) => `1 Upload mit ${countBytes(size)}`,
    otherUpload: (size) => `1 Upload mit ${formatNumber(size)} anderen Bytes`,
    sameUpload: (size) => `dieselben ${countBytes(size)} noch einmal`,
    badKeyUpload: (size) => `1 Upload mit ${countBytes(size)} und ungültigem Schlüssel`,
    badHashUpload: (size, hash) => `1 Upload mit ${countBytes(size)}, angekündigt als ${hash}`,
    overLimit: (limit) => `1 Upload mit ${formatBytes(limit)} und 1 Byte`,
    emptyUpload: '1 Upload ohne Inhalt',
    url: '1 Abruf der URL ohne Schlüssel',
    part: (size) => `1 Abruf der ersten ${countBytes(size)} ohne Schlüssel`,
    nothing: 'nichts weiter',
    owner: '1 Anfrage nach dem Inhaber',
    asked: '3 Anfragen nach Hash',
    list: '1 Anfrage nach den Uploads eines Tages',
    unknownFile: '1 Anfrage nach einer unbekannten Datei',
    removal: '2 Löschungen und 1 Anfrage nach der Liste',
  },

  title: {
    keyAccepted: 'Der Schlüssel wird angenommen',
    badKey: 'Ein ungültiger Schlüssel wird wie dokumentiert abgelehnt',
    sixFields: 'Ein Upload liefert alle sechs Felder',
    hashAgrees: 'Hash und Größe sind die der Datei',
    deduplicates: 'Derselbe Inhalt wird dedupliziert, mit derselben URL',
    withoutHash: 'Ein Upload ohne X-Content-Hash gelingt',
    overLimit: 'Eine Datei über dem Limit wird abgelehnt',
    malformedHash: (statuses) =>
      `Erwartet, nicht dokumentiert: Ein ungültiger X-Content-Hash wird mit ${statuses.join(' oder ')} abgelehnt`,
    emptyBody: (statuses) =>
      `Erwartet, nicht dokumentiert: Ein leerer Body wird mit ${statuses.join(' oder ')} abgelehnt`,
    fetchable: 'Die URL liefert die Datei zurück, mit Typ und Länge',
    range: 'Die URL liefert einen Teil der Datei',
    owner: 'Der Schlüssel hat einen Inhaber',
    fields: 'Ein Upload liefert eine URL und Felder vom richtigen Typ',
    bareHash: 'X-Content-Hash funktioniert ohne sein Präfix',
    asked: 'Eine Anfrage nach Hash findet nur diese Datei',
    listed: 'Die Dateiliste enthält sie, mit id und size_bytes',
    named: 'Ihr Name bleibt erhalten',
    unknownFile: 'Eine unbekannte Datei wird mit 404 beantwortet',
    rateHeaders: 'X-RateLimit-Header sind wie dokumentiert',
    removed: 'Gelöschte Dateien verschwinden aus der Liste',
  },

  wrong: {
    key: 'einen ungültigen Schlüssel',
    hash: (hash) => `den Hash ${hash}`,
    size: (bytes) => `einen Body mit ${countBytes(bytes)}`,
    body: 'einen leeren Body',
    id: 'eine unbekannte ID',
  },

  answer: (status) => `die Antwort war ${status}`,
  answerWith: (answer, code, reason) => `${[answer, code].join(' ').trim()}: ${reason}`,
  nothingFromUrl: (reason) => `Von der URL kam nichts: ${reason}`,
  noAnswerOfGateway: (reason) => `Das Gateway hat nicht geantwortet: ${reason}`,
  noAnswer: (why) =>
    why === undefined
      ? 'Das Gateway hat nicht geantwortet.'
      : `Das Gateway hat nicht geantwortet: ${why}.`,
  rateLimited: (answer) => `Das Ratenlimit war erreicht: ${answer}.`,
  noBalance: (answer) => `Das Guthaben ist zu niedrig: ${answer}.`,
  keyRejected: (answer) => `Der Schlüssel wird abgelehnt: ${answer}.`,
  keyRejectedBefore: (answer) =>
    `Der Schlüssel wird abgelehnt, darum war dies nicht zu prüfen: ${answer}.`,
  balanceUnknown: (answer) => `Guthaben unbekannt, was nichts über den Schlüssel sagt: ${answer}.`,
  balanceFound: 'Die Antwort war 200 mit einem Guthaben.',

  errorType: (mediaType) =>
    mediaType === '' ? 'sein Content-Type fehlt' : `sein Content-Type ist ${mediaType}, nicht JSON`,
  errorNoObject: 'sein Body ist kein JSON-Objekt',
  errorFields: (fields) =>
    `${fields.join(' und ')} ${fields.length > 1 ? 'sind keine Texte' : 'ist kein Text'}`,
  rejected: (answer) => `Abgelehnt: ${answer}.`,
  rejectedOddly: (status, flaw) =>
    `Abgelehnt mit ${status}, aber der Fehler ist nicht wie dokumentiert: ${flaw}.`,
  accepted: (what, answer) => `Das Gateway hat ${what} angenommen: ${answer}.`,
  otherStatus: (statuses, answer) => `Erwartet war ${statuses.join(' oder ')}, aber ${answer}.`,
  otherCode: (code, answer) => `Erwartet war der Code ${code}, aber ${answer}.`,
  isAccepted: 'Angenommen.',
  ownerFound: 'Zum Schlüssel gehört eine Benutzer-ID.',

  needsUpload: 'Setzt einen erfolgreichen Upload voraus.',
  needsUrl: 'Setzt die URL eines Uploads voraus.',
  uploadRejected: (answer) => `Der Upload wird abgelehnt: ${answer}.`,
  wrongFields: (version, flaws) =>
    `In den ${version === 1 ? 'sechs ' : ''}Feldern stimmt etwas nicht: ${flaws.join(', ')}.`,
  allFields: 'Alle sechs sind da, jedes vom richtigen Typ.',
  otherFields: (absent) =>
    absent.length > 0
      ? `Die URL ist da. Nicht angegeben und nicht zugesagt: ${absent.join(', ')}.`
      : 'Alle sind da, jedes vom richtigen Typ.',
  notStated: (field) => `${field} ist nicht angegeben und nicht zugesagt.`,
  noJsonObject: 'der Body ist kein JSON-Objekt',
  wrongField: (field, got, expected) => `${field} ist ${got}, nicht ${expected}`,
  missingField: (field) => `${field} fehlt`,
  otherFact: (fact, expected, got) =>
    `${FACTS[fact] ?? fact} weicht von der Datei ab: erwartet ${expected}, erhalten ${got}.`,
  noFact: (fact) =>
    `Der Upload wurde ohne ${fact === 'hash' ? 'einen Hash' : 'eine Größe'} beantwortet.`,
  bothAgree: 'Beide stimmen überein.',
  secondRejected: (answer) => `Der zweite Upload wird abgelehnt: ${answer}.`,
  secondNotDeduplicated: 'Der zweite Upload gilt nicht als dedupliziert.',
  secondWithoutUrl: 'Der zweite Upload wird ohne URL beantwortet.',
  otherUrl: (first, second) => `Die URL ist eine andere: zuerst ${first}, dann ${second}.`,
  firstDeduplicated: 'Auch der erste Upload gilt als dedupliziert, obwohl sein Inhalt neu war.',
  deduplicated: 'Der Upload gilt als dedupliziert und hat dieselbe URL.',
  withoutHash: 'Die Antwort hat keinen Hash.',
  rightHash: 'Angenommen, und der Hash in der Antwort stimmt.',
  wrongHash: (expected, got) =>
    `Der Hash in der Antwort ist ein anderer: erwartet ${expected}, erhalten ${got}.`,

  notKnown: (hash) => `Unter ${hash} wird die Datei nicht gefunden.`,
  knowsAll: (url) => `Auch neuer Inhalt wird gefunden: ${url}.`,
  knownOnly: 'Beide Formen des Hashs finden die Datei.',
  notListed: 'Die Datei steht nicht in der Liste.',
  listed: 'Die Datei steht in der Liste.',
  misnamed: (own, other) => `In der Liste steht ${other} statt ${own}.`,
  longList: (count) => `Unter ${formatNumber(count)} Dateien ist sie nicht.`,
  needsList: 'Setzt die Liste voraus.',
  named: (name) => `In der Liste steht ${name}.`,
  needsId: 'Setzt die ID eines Uploads voraus.',
  stillListed: 'Die Datei steht noch in der Liste.',
  removed: 'Die Datei steht nicht mehr in der Liste.',
  noRateHeaders: 'Keine Antwort hatte sie. Sie sind hier nicht zugesagt.',
  wholeNumber: 'eine ganze Zahl',
  isoDate: 'ein ISO-Datum in UTC',
  wrongHeader: (name, expected, got) => `${name} ist ${got}, nicht ${expected}.`,
  rateHeaders: (count) =>
    `${plural(count, { one: 'Antwort hatte sie', other: 'Antworten hatten sie' })}.`,

  noFile: (answer) => `Die Datei wurde nicht geliefert: ${answer}.`,
  noType: 'Die Datei wird ohne Content-Type geliefert.',
  sameFile: (size, type) => `Dieselben ${countBytes(size)} kamen an, als ${type}.`,
  noPart: 'Von der URL kam nichts, also auch kein Teil.',
  rangeIgnored: (range) => `Bereiche werden ignoriert: Für ${range} kam die ganze Datei.`,
  wrongRange: (expected, got) =>
    `Der Content-Range ist falsch: erwartet ${expected}, erhalten ${got}.`,
  rightRange: (range) => `Der Teil kam mit 206 und ${range}.`,
  otherPart: (size) => `Es kamen andere Bytes als die ersten ${formatNumber(size)} der Datei.`,
}
