/** Texts of the app by key, one JSON file per language and namespace beside this file. i18next chooses the plural form. */
import i18next, { type InitOptions } from 'i18next'
import type { Language } from './language.ts'
import { numberFormatter } from './numbers.ts'

export type Texts = { readonly [key: string]: string | Texts }

type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other'
type WithoutForm<Key> = Key extends `${infer Stem}_${PluralForm}` ? Stem : Key

/** The keys of a namespace. All plural forms share one: `sessions.count` for `sessions.count_one` and `sessions.count_other`. */
export type TextKey<T> = string extends keyof T
  ? string
  : {
      [Key in keyof T & string]: T[Key] extends string ? WithoutForm<Key> : `${Key}.${TextKey<T[Key]>}`
    }[keyof T & string]

export type TextParams = Readonly<Record<string, string | number>>
export type Translator<Key extends string = string> = (key: Key, params?: TextParams) => string

/** Options of every i18next instance. Values are not escaped, because texts are never inserted as HTML. */
export const translatorOptions = {
  initAsync: false,
  // The default is the same, but without it i18next examines for each text whether its key is a sentence.
  keySeparator: '.',
  interpolation: { escapeValue: false, alwaysFormat: true },
} satisfies InitOptions

/** Translates the keys of one namespace, with its texts in that language. */
export function createTranslator<T extends Texts>(language: Language, texts: T): Translator<TextKey<T>> {
  const i18n = i18next.createInstance()
  void i18n
    .use(numberFormatter)
    .init({ ...translatorOptions, lng: language, resources: { [language]: { translation: texts } } })
  const translate = i18n.t as (key: string, params: object) => string
  // Values may come from other people's files, so references to other texts in them are not resolved.
  return (key, params) => translate(key, { ...params, nest: false })
}
