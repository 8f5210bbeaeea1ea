/** Messages for refused documents, whose content another program would run or load. */
import { type Message, message } from '../../core/i18n/message.ts'

export function refuseContent(content: Message): Message {
  return message('content.refused', { content })
}

export const ENCRYPTED = message('content.encrypted')
export const UNREADABLE = message('content.unchecked')
export const MACROS = refuseContent(message('content.macros'))
export const SCRIPT = refuseContent(message('content.script'))
export const PROGRAM = refuseContent(message('content.starts-program'))
export const MEDIA = refuseContent(message('content.media'))
export const ATTACHMENT = refuseContent(message('content.file-inside'))

export function refuseLoading(target: string): Message {
  return refuseContent(message('content.loads', { target: target.slice(0, 80) }))
}
