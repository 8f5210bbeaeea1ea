/** In which words a document is refused whose content another program would run or load. */
import { type Message, message } from '../../core/i18n/message.ts'

export function holds(what: Message): Message {
  return message('content.refused', { content: what })
}

export const ENCRYPTED = message('content.encrypted')
export const UNREADABLE = message('content.unchecked')
export const MACROS = holds(message('content.macros'))
export const SCRIPT = holds(message('content.script'))
export const PROGRAM = holds(message('content.starts-program'))
export const MEDIA = holds(message('content.media'))
export const ATTACHMENT = holds(message('content.file-inside'))

export function loads(target: string): Message {
  return holds(message('content.loads', { target: target.slice(0, 80) }))
}
