import { formatBytes, formatNumber } from '../text/format.ts'
import type { Translated } from '../text/translated.ts'
import { SIZE_LIMITS } from './size-limits.ts'
import type { words as english, Sentence } from './words.ts'

const ARRIVED = 'die Datei ist vielleicht angekommen'
const SAFE_RETRY = 'Ein neuer Versuch schadet nicht'
const RETRY_SOON = 'Etwas später erneut versuchen'
const CHECK_NETWORK = 'Netzwerk prüfen und erneut versuchen'
const CHECK_REFDROP = 'Prüfen, ob Refdrop läuft, dann erneut versuchen'
const CHECK_PROXY = 'Diesen Proxy prüfen und erneut versuchen'
const NOT_THIS_URL = 'Diese URL nicht verwenden'
const BROKEN_OFF = [
  'Sie haben diesen Upload zum Test abgebrochen',
  'Ohne diese Option senden',
] satisfies Sentence
const EXPORTED_FILE = 'Eine exportierte JSON-Datei wählen'
const EXPORT_AGAIN = 'Erneut exportieren und die neue Datei importieren'

export const words: Translated<typeof english> = {
  problem: {
    empty: () => ['Die Datei ist leer'],
    'too-large': ({ size, limit }) => [
      `${formatBytes(size - limit)} über dem Limit von ${formatBytes(limit)}`,
    ],
    unreadable: () => ['Der Browser kann diese Datei nicht lesen', 'Prüfen, ob es sie noch gibt'],
    'changed-on-disk': () => ['Die Datei wurde geändert oder ist weg', 'Erneut wählen'],
    'worker-lost': () => ['Der Browser arbeitet nicht mehr an dieser Datei', CHECK_REFDROP],
    unsupported: ({ reason }) => [`Uploads brauchen ${reason}`, 'Einen anderen Browser verwenden'],
    'other-content': () => [
      'Das ist eine andere Datei',
      'Dieselbe Datei wählen oder diese als neue ablegen',
    ],
    stalled: ({ seconds }) => [`Seit ${seconds} s wurde kein Byte gesendet`, CHECK_NETWORK],
    'no-answer': ({ seconds }) => [`Nach ${seconds} s keine Antwort, ${ARRIVED}`, SAFE_RETRY],
    'no-connection': () => ['Die Verbindung brach ab, bevor das Gateway antwortete', CHECK_REFDROP],
    'other-upstream': () => [
      'Refdrop sendet jetzt an ein anderes Gateway',
      'Zum Fortfahren einen Schlüssel dafür eingeben',
    ],
    'bad-answer': ({ status }) => [
      `Die Antwort des Gateways (${status}) verletzt seinen API-Vertrag`,
      'Erneut versuchen und melden, wenn es so bleibt',
    ],
    'no-room': () => [
      'Nichts wurde geändert: Der Browser hat keinen Speicherplatz mehr',
      'Speicherplatz freigeben und erneut versuchen',
    ],
    unexpected: ({ reason }) => [
      reason === ''
        ? 'Auf dieser Seite ist etwas schiefgegangen'
        : `Auf dieser Seite ist etwas schiefgegangen (${reason})`,
      'Die Seite neu laden, wenn es wieder passiert',
    ],
  },

  otherVersion: (version, kind) =>
    kind === 'too-large'
      ? `Version ${version} nimmt bis zu ${formatBytes(SIZE_LIMITS[version].max)} an`
      : `Version ${version} nimmt sie vielleicht an`,

  notMedia: (type) => [
    type ?? 'Unbekannter Dateityp',
    'Nur Bilder, Audio und Videos können hochgeladen werden',
  ],

  cdn: {
    blocked: (status) => [
      `Das CDN des Gateways hat dies blockiert (${status})`,
      'Später oder aus einem anderen Netzwerk versuchen',
    ],
    timeout: (status) => [`Das Gateway brauchte zu lange (${status}), ${ARRIVED}`, SAFE_RETRY],
    page: (status) => [`Das CDN des Gateways antwortete mit einer Seite (${status})`, RETRY_SOON],
  },

  mismatch: {
    hash: ['Hash weicht ab: Das Gateway hat etwas anderes gespeichert', NOT_THIS_URL],
    size: ['Größe weicht ab: Das Gateway hat etwas anderes gespeichert', NOT_THIS_URL],
  },

  fetched: {
    content: ['Die URL liefert einen anderen Inhalt', NOT_THIS_URL],
    size: ['Die URL liefert eine Datei anderer Größe', NOT_THIS_URL],
    'media type': ['Die URL liefert einen anderen Medientyp', NOT_THIS_URL],
    extension: ['Die URL hat die falsche Endung', NOT_THIS_URL],
  },

  notFetched: (why) =>
    why
      ? [`Die Datei konnte nicht heruntergeladen werden: ${why[0]}`, why[1]]
      : ['Die Datei konnte nicht heruntergeladen werden', RETRY_SOON],

  history: {
    huge: () => ['Nichts importiert: Die Datei ist zu groß', EXPORTED_FILE],
    'not-json': () => ['Nichts importiert: Die Datei ist kein vollständiges JSON', EXPORTED_FILE],
    foreign: () => ['Nichts importiert: Die Datei ist kein Verlauf von Refdrop', EXPORTED_FILE],
    newer: () => [
      'Nichts importiert: Die Datei stammt von einem neueren Refdrop',
      'Refdrop aktualisieren und erneut importieren',
    ],
    damaged: (at) => [
      at === undefined
        ? 'Nichts importiert: Die Datei ist beschädigt'
        : `Nichts importiert: Eintrag ${formatNumber(at)} der Datei ist beschädigt`,
      EXPORT_AGAIN,
    ],
  },

  refused: {
    staleHash: [
      'Die angekommenen Bytes passen nicht zum Hash',
      'Erneut versuchen oder die Datei neu wählen',
    ],
    testBreak: BROKEN_OFF,
    unreachable: ['Das Gateway ist nicht erreichbar', CHECK_NETWORK],
    key: ['Ungültiger API-Schlüssel', 'Zum Fortfahren einen anderen eingeben'],
    balance: ['Nicht genug Guthaben', 'Zum Fortfahren aufladen'],
    tooLarge: ['Zu groß für das Gateway'],
    rateLimit: ['Das Ratenlimit des Gateways ist erreicht', 'In einer Minute erneut versuchen'],
    sandboxFull: ['Die Sandbox ist voll', 'Die Sandbox leeren, dann erneut versuchen'],
    full: [
      'Das Gateway hat keinen Speicherplatz mehr',
      'Dort Platz schaffen, dann erneut versuchen',
    ],
  },
  gatewayFailed: (status) => [`Das Gateway hatte einen Fehler (${status})`, RETRY_SOON],
  gatewayRefused: (status) => [`Das Gateway hat die Datei abgelehnt (${status})`],

  cause: {
    'connection-refused': ({ host }) => [`${host} hat die Verbindung abgelehnt`, RETRY_SOON],
    'connection-closed': ({ host }) => [
      `${host} hat die Verbindung geschlossen, ${ARRIVED}`,
      SAFE_RETRY,
    ],
    'connection-timeout': ({ host }) => [`${host} nimmt keine Verbindung an`, CHECK_NETWORK],
    'connection-untrusted': ({ host, code }) => [
      `${host} bietet keine vertrauenswürdige Verbindung (${code})`,
      CHECK_NETWORK,
    ],
    'connection-failed': ({ host, code }) => [
      `${host} ist nicht erreichbar (${code})`,
      CHECK_NETWORK,
    ],
    'unknown-host': ({ host }) => [`Der Name ${host} lässt sich nicht auflösen`, CHECK_NETWORK],
    'no-route': ({ host }) => [`${host} ist von hier aus nicht erreichbar`, CHECK_NETWORK],
    'not-http': ({ host }) => [`${host} antwortet nicht per HTTP`, RETRY_SOON],
    'no-answer': ({ host }) => [`${host} hat nicht geantwortet, ${ARRIVED}`, SAFE_RETRY],
    'no-progress': ({ host }) => [`${host} nimmt keine Bytes mehr an`, CHECK_NETWORK],
    silent: ({ host }) => [`${host} sendet nichts mehr`, RETRY_SOON],
    'answer-unfinished': ({ host }) => [
      `${host} hat die Antwort nicht beendet, ${ARRIVED}`,
      SAFE_RETRY,
    ],
    'answer-broken-off': ({ host }) => [
      `${host} hat die Antwort abgebrochen, ${ARRIVED}`,
      SAFE_RETRY,
    ],
    'answer-too-large': ({ host }) => [`${host} hat mit mehr als 1 MB geantwortet`, RETRY_SOON],
    'answer-unreadable': ({ host }) => [
      `${host} hat in einer unlesbaren Kodierung geantwortet`,
      RETRY_SOON,
    ],
    'answer-status': ({ host, status }) => [
      `${host} hat mit dem ungültigen Status ${status} geantwortet`,
      RETRY_SOON,
    ],
    'answer-redirect': ({ host, status }) => [`${host} leitet weiter (${status})`, RETRY_SOON],
    'wrong-upstream': ({ host, status, target }) => [
      target === ''
        ? `${host} leitet weiter (${status})`
        : `${host} leitet an ${target} weiter (${status})`,
      'VARG_GATEWAY_URL korrigieren und Refdrop neu starten',
    ],
    'test-break': () => BROKEN_OFF,
    'proxy-unreachable': ({ proxy, variable, code }) => [
      `Der Proxy ${proxy} (${variable}) ist nicht erreichbar (${code})`,
      CHECK_PROXY,
    ],
    'proxy-closed': ({ proxy, variable, host }) => [
      `Der Proxy ${proxy} (${variable}) hat die Verbindung zu ${host} abgebrochen`,
      CHECK_PROXY,
    ],
    'proxy-timeout': ({ proxy, variable, host }) => [
      `Der Proxy ${proxy} (${variable}) braucht zu lange, um ${host} zu erreichen`,
      CHECK_PROXY,
    ],
    'proxy-login': ({ proxy, variable }) => [
      `Der Proxy ${proxy} verlangt gültige Zugangsdaten (407)`,
      `${variable} korrigieren und Refdrop neu starten`,
    ],
    'proxy-refused': ({ proxy, variable, host, status }) => [
      `Der Proxy ${proxy} (${variable}) erlaubt ${host} nicht (${status})`,
      CHECK_PROXY,
    ],
    'proxy-failed': ({ proxy, variable, host, status }) => [
      `Der Proxy ${proxy} (${variable}) erreicht ${host} nicht (${status})`,
      CHECK_PROXY,
    ],
    'proxy-not-http': ({ proxy, variable }) => [
      `Der Proxy ${proxy} (${variable}) antwortet nicht per HTTP`,
      CHECK_PROXY,
    ],
    'file-status': ({ host, status }) => [`${host} hat mit ${status} geantwortet`, RETRY_SOON],
    'file-private': ({ host }) => [`${host} liegt in einem privaten Netzwerk`],
    'file-not-returned': () => ['Das Gateway hat sie seit dem Start von Refdrop nicht geliefert'],
    'import-off': () => ['Importe sind ausgeschaltet', 'Refdrop mit --allow-import neu starten'],
    'import-url': () => ['Die URL enthält Zugangsdaten oder einen unüblichen Port'],
    'redirect-private': ({ host, target }) => [
      `${host} leitet an ${target} in einem privaten Netzwerk weiter`,
    ],
    'redirect-unsafe': ({ host }) => [`${host} leitet an eine unsichere Adresse weiter`],
    'redirect-limit': ({ host, limit }) => [`${host} leitet mehr als ${limit}-mal weiter`],
    'file-too-large': ({ limit }) => [`Das Limit von ${formatBytes(limit)} ist überschritten`],
    'file-not-media': ({ found }) => [
      found === 'text/html'
        ? 'Die URL führt zu einer Webseite'
        : 'Die URL führt zu keinem Bild, Audio oder Video',
      'Die URL der Datei selbst kopieren',
    ],
    'file-timeout': ({ host, seconds }) => [`${host} brauchte über ${seconds} s`, RETRY_SOON],
    'file-unfinished': ({ host }) => [`${host} hat die Übertragung abgebrochen`, RETRY_SOON],
    'body-timeout': ({ seconds }) => [`Seit ${seconds} s kam kein Byte an`, CHECK_NETWORK],
    'foreign-page': () => [
      'Nur die eigene Seite von Refdrop darf das anfragen',
      'Die Seite neu laden',
    ],
    'foreign-host': ({ host }) => [
      `${host} ist kein Name dieses Servers`,
      'Refdrop mit --allow-host neu starten',
    ],
    'sandbox-off': () => [
      'Dieser Server hat keine Sandbox',
      'Die Datei für varg.ai erneut ablegen',
    ],
    'server-failed': ({ code }) => [
      code === ''
        ? 'Der Refdrop-Server hatte einen Fehler'
        : `Der Refdrop-Server hatte einen Fehler (${code})`,
      RETRY_SOON,
    ],
    'server-busy': ({ limit }) => [
      `Der Refdrop-Server hat ${limit} offene Verbindungen, sein Maximum`,
      RETRY_SOON,
    ],
    'server-ending': () => ['Der Refdrop-Server wird beendet', 'Zum Fortfahren wieder starten'],
  },

  detail: { expected: 'Erwartet', got: 'Erhalten', reason: 'Grund' },
  inReport: {
    expected: (value) => `erwartet: ${value}`,
    got: (value) => `erhalten: ${value}`,
    reason: (value) => value,
    all: (what, details) => `${what} (${details})`,
  },
}
