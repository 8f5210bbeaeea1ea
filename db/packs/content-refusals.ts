/** Messages for refused documents, whose content another program would run or load. */
import { type Message, message } from '../../core/i18n/message.ts'

export function createRefusal(content: Message): Message {
  return message('content.refused', { content })
}

export const ENCRYPTED = message('content.encrypted')
export const UNREADABLE = message('content.unchecked')
export const MACROS = createRefusal(message('content.macros'))
export const SCRIPT = createRefusal(message('content.script'))
export const PROGRAM = createRefusal(message('content.starts-program'))
export const MEDIA = createRefusal(message('content.media'))
export const ATTACHMENT = createRefusal(message('content.file-inside'))

export function createLoadingRefusal(target: string): Message {
  return createRefusal(message('content.loads', { target: target.slice(0, 80) }))
}
