/** Translates the store's messages. Their texts are loaded after the first frame. */
import type { Language } from '../../core/desktop.ts'
import { type Message, type MessageCode, translateMessage } from '../../core/i18n/message.ts'
import { createTranslator, type Translator } from '../../core/i18n/translator.ts'

let texts: { language: Language; json: string } | null = null
let translator: Translator<MessageCode> | null = null

export function setMessageTexts(language: Language, json: string): void {
  texts = { language, json }
  translator = null
}

/** `english` is shown until the texts are loaded. */
export function getMessageText(message: Message, english: string = message.code): string {
  if (!texts) return english
  translator ??= createTranslator(texts.language, JSON.parse(texts.json))
  return translateMessage(translator, message)
}
