/** The texts of the command line, in the language of --locale or the environment. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isLanguage, type Language } from '../core/desktop.ts'
import type en from '../core/i18n/en/cli.json'
import type messagesInEnglish from '../core/i18n/en/messages.json'
import { type Message, message, translateMessage } from '../core/i18n/message.ts'
import { createTranslator, type TextKey, type TextParams, type Translator } from '../core/i18n/translator.ts'
import type { ErrorCode } from '../core/wire.ts'
import { StoreError } from '../db/errors.ts'
import { resources } from './resources.ts'

export type CliKey = TextKey<typeof en>
type Texts = { cli: Translator<CliKey>; messages: Translator<TextKey<typeof messagesInEnglish>> }

let language: Language = 'en'
const loadedTexts = new Map<Language, Texts>()

/** Sets the language of everything that is printed afterwards. */
export function setLanguage(next: Language): void {
  language = next
}

export function getLanguage(): Language {
  return language
}

export function t(key: CliKey, params?: TextParams): string {
  return getTexts().cli(key, params)
}

export function formatMessage(message: Message): string {
  return translateMessage(getTexts().messages, message)
}

export function formatFailure({
  message,
  details,
}: {
  message: string
  details?: Message | null | undefined
}): string {
  return details ? formatMessage(details) : message
}

/** Creates an error with a text of the command line. */
export function createError(
  code: ErrorCode,
  key: CliKey,
  params?: TextParams,
  options?: ErrorOptions,
): StoreError {
  return new StoreError(code, toMessage(key, params), options)
}

/** Wraps a text of the command line where the store expects a message. */
export function toMessage(key: CliKey, params?: TextParams): Message {
  return message('common.verbatim', { text: t(key, params) })
}

/** Finds the language of the environment, in POSIX's order of variables. English for C, POSIX and unsupported languages. */
export function findLanguage({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language {
  const locale = LC_ALL || LC_MESSAGES || LANG || 'C'
  const named = /^[a-z]+(?=[_.@-]|$)/i.exec(locale)?.[0].toLowerCase()
  return isLanguage(named) ? named : 'en'
}

function getTexts(): Texts {
  const texts = loadedTexts.get(language) ?? {
    cli: createTranslator(language, read<typeof en>('cli')),
    messages: createTranslator(language, read<typeof messagesInEnglish>('messages')),
  }
  loadedTexts.set(language, texts)
  return texts
}

function read<T>(namespace: string): T {
  return JSON.parse(readFileSync(join(resources, 'core', 'i18n', language, `${namespace}.json`), 'utf8'))
}
