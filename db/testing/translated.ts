/** Translates messages as a window in that language does. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '../../core/desktop.ts'
import { type Message, translateMessage } from '../../core/i18n/message.ts'
import { createTranslator } from '../../core/i18n/translator.ts'
import { resources } from './temp-store.ts'

export function translateTo(message: Message, language: Language): string {
  const texts = JSON.parse(readFileSync(join(resources, 'core', 'i18n', language, 'messages.json'), 'utf8'))
  return translateMessage(createTranslator(language, texts), message)
}
