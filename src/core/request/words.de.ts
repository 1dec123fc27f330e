import type { ApiVersion } from '../api/api-version.ts'
import { formatNumber } from '../text/format.ts'
import { formatList } from '../text/format-list.ts'
import type { Translated } from '../text/translated.ts'
import type { words as english } from './words.ts'

export const words: Translated<typeof english> = {
  leftOut: (tags) => {
    const are = tags.length === 1 ? 'wird' : 'werden'
    return `${formatList(tags)} ${are} nicht gesendet. In dieser Anfrage ist kein Platz dafür.`
  },
  noTranscription: 'Varg TSX kennt keine Transkription. Es enthält nur die URLs.',
  emptyPrompt: 'Der Prompt ist leer.',
  emptyModel: 'Das Modell fehlt.',
  extraInForm: (names) =>
    `Die weiteren Einstellungen enthalten ${formatList(names)}. Die Felder oben haben Vorrang.`,
  invalidExtra: 'Die weiteren Einstellungen sind kein JSON-Objekt und werden weggelassen.',
  extraInTemplate: (names) => `Varg TSX hat keinen Platz für ${formatList(names)}.`,
  extensions: (files) =>
    `Das SDK von Varg ignoriert vielleicht ${formatList(files)}. Es kennt png, jpg, jpeg, mp3, wav und mp4.`,
  extension: (tag, extension) => `${tag} (${extension || 'ohne Endung'})`,
  inSandbox: (tag) =>
    `varg.ai kann ${tag} nicht aus der Sandbox abrufen. Die Datei zu varg.ai hochladen.`,
  inPrivateNetwork: (tag) =>
    `varg.ai kann ${tag} nicht aus einem privaten Netzwerk abrufen. Die Datei zu varg.ai hochladen.`,
  shape: (tag, picture, asked) =>
    `${tag} hat ${picture}, nicht ${asked}. Das Ergebnis folgt vielleicht dem Bild oder wird beschnitten.`,
  about: (pixels, shape) => `${pixels} (etwa ${shape})`,

  lack: {
    files: 'Zuerst Dateien zur Anfrage hinzufügen.',
    audio: 'Eine Audiodatei zum Transkribieren hinzufügen.',
    source: 'Ein Bild oder Video zum Hochskalieren hinzufügen.',
    twoFrames: 'Zwei Bilder hinzufügen: das Startbild und das Endbild.',
    endFrame: 'Noch ein Bild hinzufügen: das Endbild.',
    faceAndVoice: 'Ein Bild oder Video und eine Audiodatei hinzufügen.',
    face: 'Ein Bild oder Video hinzufügen, dessen Lippen der Audiodatei folgen.',
    voice: 'Eine Audiodatei hinzufügen. Die Lippen folgen ihr.',
  },

  comment: {
    imageOnly: 'Image() akzeptiert nur Bilder',
    oneVideoAndAudio: 'Video() akzeptiert ein Video und eine Audiodatei',
    oneFaceAndVoice: 'Ein Lip-Sync hat ein Gesicht und eine Stimme',
    twoFrames: 'Startbild und Endbild sind zwei Bilder',
    oneSource: 'Hochskaliert wird ein Bild oder ein Video',
    leftOut: (reason, names) => `${reason}. Weggelassen: ${names.join(', ')}`,
  },

  otherEndpoint: (model) => `${model} gehört zu einer anderen Art von Anfrage.`,
  switchTo: {
    image: 'Zu Bild wechseln',
    video: 'Zu Video wechseln',
    transcription: 'Zu Transkription wechseln',
  },
  deprecated: (model) => `${model} ist veraltet.`,
  onlyVersion: (model, version) => `Nur die Dokumentation von Version ${version} nennt ${model}.`,
  takesSeconds: (model, allowed) => `${model} erlaubt ${allowed}.`,
  offSeconds: (sentence, seconds, isRefused) =>
    `${sentence} ${formatNumber(seconds)} s werden ${isRefused ? '' : 'vielleicht '}gerundet oder abgelehnt.`,
  disputedSeconds: (model, allowed) =>
    `Die Dokumentation nennt für ${model} verschiedene Dauern: ${allowed.join(', anderswo ')}.`,
  noAutoSeconds: (model) => `Die Dokumentation von ${model} nennt keine automatische Dauer.`,
  leaveOutSeconds: 'Weglassen',
  correctSeconds: (seconds) => `${formatNumber(seconds)} s verwenden`,
  otherThan: (model, named, other) =>
    `Die Dokumentation von ${model} nennt ${named}, nicht ${other}.`,
  unusedPrompt: (model) => `${model} verwendet den Prompt nicht.`,
  longPrompt: (characters, version, most) =>
    `Der Prompt hat ${formatNumber(characters)} Zeichen. ${takesAtMost(version, most)}`,
  noTags: (model, tag) => `Die Dokumentation von ${model} nennt keine Tags wie ${tag}.`,
  needs: (model, files) => `${model} braucht ${files}.`,
  foreignOption: (model, option) => `Die Dokumentation von ${model} nennt keine Option ${option}.`,
  probablyNeeds: (model, files) => `${model} braucht wahrscheinlich ${files}.`,
  withoutImages: (model, other) =>
    `${model} ist ohne Bilder dokumentiert, ${other} ist es mit Bildern.`,
  chooseModel: (model) => `${model} verwenden`,
  atMost: (files) => `höchstens ${files}`,
  no: { image: 'keine Bilder', video: 'keine Videos', audio: 'keine Audiodateien' },
  extraFiles: (model, files, tags, isRefused) => {
    const are = tags.length === 1 ? 'wird' : 'werden'
    return `Die Dokumentation von ${model} nennt ${files}. ${formatList(tags)} ${are} ${isRefused ? '' : 'vielleicht ignoriert oder '}abgelehnt.`
  },
  manyFiles: (count, version, most) =>
    `Die Anfrage hat ${formatNumber(count)} Dateien. ${takesAtMost(version, most)}`,
  outsideSeconds: (seconds, version, least, most) =>
    `Version ${version} erlaubt ${least} bis ${most} Sekunden, nicht ${formatNumber(seconds)}.`,
  disputedFiles: (model) => `Die Dokumentation widerspricht sich bei den Dateien von ${model}.`,
  disputedNone: (model) =>
    `Die Dokumentation widerspricht sich: ${model} funktioniert vielleicht ohne Bild oder braucht immer eines.`,
  disputedEndFrame: (model) =>
    `Die Dokumentation widerspricht sich: ${model} akzeptiert ein Endbild oder scheitert an zwei Bildern.`,
  disputedFace: (model, file) =>
    `Die Dokumentation widerspricht sich: ${model} akzeptiert vielleicht ${file} als Gesicht, vielleicht auch nicht.`,
  a: { image: 'ein Bild', video: 'ein Video' },
  refusesFaces: (model) => `${model} lehnt fotorealistische Gesichter in Referenzbildern ab.`,
  noExtension: (tags) =>
    `Ein Lip-Sync unterscheidet Dateien anhand der Endung. ${formatList(tags)} ${tags.length === 1 ? 'hat' : 'haben'} keine.`,

  why: {
    leftOut: 'Eine andere Art von Anfrage hat vielleicht Platz dafür.',
    noTranscription: 'Vorlagen haben nur Elemente für Bilder und Videos.',
    model: 'Das Gateway lehnt eine Anfrage ohne Modell ab.',
    extraInForm: 'Ein Body enthält jedes Feld nur einmal.',
    invalidExtra: 'Sie sind Felder des Bodys, etwa provider_options.',
    extraInTemplate:
      'Ein Element gibt nur provider_options weiter. Andere Formate haben alle Einstellungen.',
    extensions: 'Das SDK von Varg erkennt Medien an der Endung der URL.',
    unreachable: 'varg.ai ruft jede URL aus dem öffentlichen Internet ab.',
    limits: 'Das Gateway lehnt es bei jedem Modell ab.',
    shape:
      'Das SDK von Varg sendet mit einem Startbild kein Seitenverhältnis, und die Dokumentation lässt es offen.',
  },
  openApi: 'das OpenAPI-Dokument',
  sourced: (reason, source, date) => `${reason} Quelle: varg, ${source}, gelesen im ${date}.`,
  whyModel: {
    endpoint: 'Jedes Modell gehört zu einem Aufruf des Gateways.',
    deprecated:
      'Die eigene Seite des Modells nennt es veraltet, andere Dokumente führen es vielleicht noch.',
    version: (version) =>
      `Diese Anfrage ist für Version ${version}, die das Modell vielleicht nicht kennt.`,
    seconds:
      'Das SDK von Varg rundet die Dauer. Das Gateway rundet sie vielleicht auch oder lehnt sie ab.',
    ratio:
      'Ein Modell ersetzt vielleicht ein Seitenverhältnis, das seine Dokumentation nicht nennt, oder lehnt es ab.',
    prompt: 'Die Dokumentation des Modells verlangt einen Prompt.',
    'unused-prompt': 'Die Dokumentation des Modells sieht keinen Prompt vor.',
    tags: 'Ein Modell ohne Tags richtet sich nach der Reihenfolge der Dateien.',
    missing: 'Das Modell erzeugt sein Ergebnis aus Dateien.',
    edit: 'Bilder liest das Modell nur unter seinem Namen mit „/edit“.',
    option: 'Optionen, die ein Modell nicht hat, werden vom Anbieter ignoriert oder abgelehnt.',
    extra: 'Die Rolle einer Datei folgt aus ihrem Platz unter den Dateien derselben Art.',
    disputed: 'Kein Dokument klärt es, darum nimmt die Sandbox beides an.',
    faces: 'Der Anbieter lehnt sie ab. Anime und gezeichnete Figuren funktionieren.',
    extension: 'Die Dokumentation des Modells lässt andere Medientypen offen.',
    'no-extension': 'Die Endung der URL sagt, welche Datei die Stimme ist.',
  },
}

function takesAtMost(version: ApiVersion, most: number): string {
  return `Version ${version} erlaubt höchstens ${formatNumber(most)}.`
}
