/** In which words a document is refused whose content another program would run or load. */
import { type Said, said } from '../../core/message.ts'

export function holds(what: Said): Said {
  return said`it holds ${what}, and a pack holds nothing that runs or loads anything: save it without`
}

export const ENCRYPTED = said`it is encrypted, so what is in it cannot be checked: save it without a password`
export const UNREADABLE = said`what is in it cannot be checked, because it is damaged or packed in an unusual way: save it anew`
export const MACROS = holds(said`macros`)
export const SCRIPT = holds(said`a script`)
export const PROGRAM = holds(said`an action that starts a program`)
export const MEDIA = holds(said`a program or media clip`)
export const ATTACHMENT = holds(said`a file inside the file`)

export function loads(target: string): Said {
  return holds(said`something that is loaded from elsewhere (${target.slice(0, 80)})`)
}
