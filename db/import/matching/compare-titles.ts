/** Compares titles: finds titles that are alike, and titles that are too common to identify a conference. Pure. */
import { fold } from '../../../core/fold.ts'

export const getWords = (title: string): Set<string> => new Set(listWords(title))

function listWords(title: string): string[] {
  // A fast path for most titles: Unicode normalisation is the slowest step.
  if (ASCII.test(title)) return title.toLowerCase().match(/[a-z0-9]+/g) ?? []
  return fold(title.normalize('NFKD')).match(/[\p{L}\p{N}]+/gu) ?? []
}
const ASCII = /^[\x20-\x7e]*$/

/** Folds a title: lower case, without accents and punctuation. */
export function foldTitle(title: string): string {
  return listWords(title).join(' ') || title
}

/**
 * Whether one title contains all words of the other, as when a title was extended, or both share more than half of the words of the longer
 * title.
 */
export function areAlike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const shorter = Math.min(a.size, b.size)
  const longer = Math.max(a.size, b.size)
  const shared = countShared(a, b)
  return shorter > 0 && (shared === shorter || shared * 2 > longer)
}

export function countShared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return [...a].filter((item) => b.has(item)).length
}

/** Words of titles that any conference may have, such as lunch or registration. */
const COMMONPLACE = new RegExp(
  `^(?:${[
    String.raw`\p{N}+|st|nd|rd|th|and|the|of|to|with|for|in|at|end|day|days|morning|afternoon|evening|session|sessions|ceremony|remarks|address|conference|event|programme`,
    'registration|check|checkin|arrival|opening|welcome|closing|wrap|up|break|breaks|coffee|tea|lunch|dinner|breakfast|reception|drinks|networking|doors|open|introduction|lightning|talks|keynote|plenary|q|untitled|tba|tbc|tbd|be|announced|confirmed',
    'et|de|du|des|la|le|les|l|d|un|une|au|jour|matin|inscription|inscriptions|enregistrement|accueil|arrivee|ouverture|bienvenue|cloture|fin|pause|cafe|the|dejeuner|diner|petit|seance|ceremonie|mot',
    'y|el|los|las|del|dia|registro|inscripcion|acreditacion|llegada|apertura|inauguracion|bienvenida|clausura|cierre|descanso|almuerzo|comida|cena|desayuno|sesion|ceremonia|acto',
    'und|der|die|das|tag|anmeldung|registrierung|einlass|ankunft|eroffnung|begrussung|abschluss|ende|kaffee|kaffeepause|mittag|mittagspause|mittagessen|abendessen|fruhstuck',
    'и|день|дня|регистрация|участников|открытие|приветствие|закрытие|перерыв|кофе|бреик|пауза|обед|ужин|завтрак|церемония|торжественное|заседание',
  ].join('|')})$`,
  'u',
)

export function isCommonplace(title: string): boolean {
  return listWords(title).every((word) => COMMONPLACE.test(word))
}
