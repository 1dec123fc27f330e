/**
 * The type of a catalogue in another language: the same keys, parameters and lengths of lists, with
 * any text in place of each English one.
 */
export type Translated<T> = T extends string
  ? string
  : T extends (...parameters: infer Parameters) => infer Text
    ? (...parameters: Parameters) => Translated<Text>
    : { [Key in keyof T]: Translated<T[Key]> }
