import { plural } from '../../core/text/format.ts'
import type { Translated } from '../../core/text/translated.ts'
import type { words as english } from './panel-words.ts'

const FILES = { one: 'Datei', other: 'Dateien' }

export const words: Translated<typeof english> = {
  gateway: 'Gateway',
  forgetKey: 'Schlüssel vergessen',
  balance: 'Guthaben',
  notEnough: 'Das Guthaben bei varg.ai reicht nicht. Zum Fortfahren aufladen.',
  topUp: 'Aufladen',
  takeKeyOf: (host) => `Gespeicherten Schlüssel für ${host} verwenden`,
  dropKeyOf: (host) => `Den für ${host} vergessen`,
  waiting: (count) =>
    `${plural(count, { one: 'Datei wartet', other: 'Dateien warten' })} auf Ihren varg.ai-Schlüssel.`,
  noAnswer: 'Gespeicherte Schlüssel erscheinen, sobald der Refdrop-Server antwortet.',
  sendToSandbox: 'Stattdessen an die Sandbox senden',

  apiVersion: 'API-Version',
  versionName: (choice) => (choice === 'automatic' ? 'Automatisch' : `${choice}`),
  checkingVersion: 'Die Version wird geprüft…',
  foundVersion: (version) => `Version ${version}, an diesem Gateway erkannt.`,
  firstVersion: 'Version 1, bis eine neuere am Gateway erkannt wird.',
  sandboxVersion: 'Version 1. Die Sandbox versteht auch Version 2.',
  chosenVersion: (version) => `Version ${version}, wie gewählt.`,
  chosenBeside: (version, found) =>
    `Version ${version}, wie gewählt. Am Gateway wurde Version ${found} erkannt.`,
  names: (areSent) =>
    areSent
      ? 'Das Gateway speichert Dateinamen.'
      : 'Dateinamen bleiben hier, und andere Browser zeigen keine.',
  sendNames: 'Dateinamen senden',

  emptySandbox: 'Sandbox leeren',
  emptySandboxAsked: 'Sandbox leeren?',
  emptied: (amount) => `Sandbox geleert: ${amount} gelöscht.`,
  sandboxEmptied: 'Sandbox geleert.',
  sandboxHasNone: 'Die Sandbox enthält keine Dateien.',
  emptyFacts: (amount) => `Dies löscht ${amount} aller Schlüssel von diesem Computer.`,
  emptyEffects:
    'Deren URLs funktionieren dann nicht mehr, und die Dateien verschwinden aus Liste und Verlauf.',
  emptyKeeps: 'Noch nicht hochgeladene Dateien bleiben in der Liste.',
  deleteFiles: (count) => `${plural(count, FILES)} löschen`,
  keepFiles: 'Behalten',
  notEmptied: (message) => `Die Sandbox wurde nicht geleert: ${message}`,
  storedAmount: (files, size) => `${plural(files, FILES)} (${size})`,
}
