/** Maps the organisers' words for session types to the kinds of the bundle. */
import { fold } from '../../../core/fold.ts'
import type { ConferenceBundle } from '../../model.ts'

type SessionKind = ConferenceBundle['sessions'][number]['kind']

/**
 * Whole words without accents, as toPlainWords() returns them (`кофе-брейк` → `кофе бреик`), since "breakout" contains "break". German
 * compounds are one word, so a word at the end may have anything before it.
 */
const kinds: readonly (readonly [SessionKind, string])[] = [
  ['plenary', 'keynotes?|plenar(?:y|ies|ia|ias|io)|plenieres?|plenum|пленарн.*|ceremon(?:y|ies?|ias?)'],
  [
    'workshop',
    `.*workshops?|hands on|handson|tutorials?|tutoriels?|trainings?|sprints?|break ?outs?|ateliers?|taller(?:es)?|master ?class(?:es)?
    |мастер ?классы?|воркшопы?|тренинги?|практикумы?`,
  ],
  [
    'social',
    `(?:coffee|tea|lunch|comfort|health|refreshment) breaks?|coffee|lunch|dinner|breakfast|reception|banquet|cocktails?|concerts?|dj|dj ?set
    |social (?:event|events|dinner|evening|program|programme|activity|activities|gathering|hour)
    |pauses?(?: cafe| dejeuner)?|dejeuner|diner|soiree|vin d honneur
    |pausas?(?: cafe)?|descansos?|almuerzo|comida|cena|desayuno|recepcion|coctel|conciertos?|fiesta
    |кофе(?: ?(?:бреик|пауза))?|перерыв|обед|ужин|завтрак|прием|фуршет|банкет|концерт|вечеринка`,
  ],
  [
    'talk',
    `.*talks?|lectures?|podium|panels?|discussions?|diskussion|debates?|dialogues?|presentations?|.*vortrage?|sessions?|devrooms?|.*tracks?
    |lightning|bofs?|meetings?|podcasts?|round ?tables?|side events?
    |seances?|tables? rondes?|debats?|exposes?|evenements? paralleles?
    |sesion(?:es)?|mesas? redondas?|ponencias?|charlas?|dialogos?|eventos? paralelos?
    |заседани[ея]|сесси[яи]|секци[яи]|доклады?|лекци[яи]|дискусси[яи]|дебаты|диалоги?|презентаци[яи]|выступлени[ея]|круглы[ие] столы?
    |параллельн.* мероприяти[ея]`,
  ],
]
/**
 * Words that are tried last, since in "a panel on games" or "a talk about film" the other word decides. isKind() ignores them, since such
 * a word alone may be the topic of a session.
 */
const leisureWords = [
  'social',
  'games?|contests?|films?|movies?|musi[ck]|musique|musica|музыка|фильмы?|kunst|(?:live|music|theat(?:er|re)|dance|art) performances?',
] as const
/** Ambiguous words that determine the kind only if they stand alone. */
const ALONE = /^ (?:breaks?|social|performances?|part(?:y|ies)) $/
/** "Costume party", but not "political party". */
const PARTY = / (?!(?:multi|third|political|labou?r|inter) )\S+ part(?:y|ies) $/

const joinLines = (words: string) => words.replaceAll(/\s*\n\s*/g, '').replaceAll('.*', String.raw`\S*`)
const patterns = [...kinds, leisureWords].map(
  ([kind, words]) => [kind, new RegExp(` (?:${joinLines(words)}) `)] as const,
)
const KINDS_ONLY = new RegExp(
  `^(?: (?:${kinds.map(([, words]) => joinLines(words)).join('|')}|breaks?|social|part(?:y|ies)|events?|conferences?|others?))+ $`,
)
const MAX_KIND_LENGTH = 60

/** The names of kinds in the languages of the interface; a test compares them. Earlier versions wrote “Repère” for a milestone. */
const names: Readonly<Record<SessionKind, readonly string[]>> = {
  plenary: ['Plenary', 'Plénière', 'Plenaria', 'Пленарное'],
  workshop: ['Workshop', 'Atelier', 'Taller', 'Семинар'],
  talk: ['Talk', 'Exposé', 'Ponencia', 'Доклад'],
  social: ['Social', 'Convivialité', 'Acto social', 'Неформальная программа'],
  milestone: ['Milestone', 'Jalon', 'Repère', 'Hito', 'Веха'],
  other: ['Other', 'Autre', 'Otro', 'Другое'],
}
const kindsByName = new Map(
  Object.entries(names).flatMap(([kind, kindNames]) => kindNames.map((name) => [fold(name), kind] as const)),
)

/** @returns the kind; a talk for '', since most sessions are talks, and `other` for an unknown word */
export function getKind(type: string): SessionKind {
  if (type.trim() === '') return 'talk'
  // A calendar lists all categories in one text.
  const parts = type
    .slice(0, 200)
    .split(/[,;/|]/)
    .map(toPlainWords)
  const found = patterns.find(([, pattern]) => parts.some((part) => pattern.test(part)))
  if (found) return found[0]
  return parts.some((part) => ALONE.test(part) || PARTY.test(part)) ? 'social' : 'other'
}

/** Whether the text states only a kind and no topic: "Plenary session", but not "Panel on evidence". */
export function isKind(type: string): boolean {
  return type.length <= MAX_KIND_LENGTH && KINDS_ONLY.test(toPlainWords(type))
}

/** @returns the organiser's own word for the kind; null if it is empty or only the name of the kind */
export function getOrganiserWord(type: string, kind: SessionKind): string | null {
  return type === '' || kindsByName.get(fold(type)) === kind ? null : type
}

/** ` lightning talk `: lower case, without accents, punctuation and durations (`30 min`). */
function toPlainWords(text: string): string {
  const words = text
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\d]+/gu)
  return ` ${words?.filter((word) => !DURATION.test(word)).join(' ') ?? ''} `
}
const DURATION = /^(?:\d+\p{L}{0,3}|mins?|minut\p{L}*|минут\p{L}*|мин)$/u
