/** Lists the forms in which a name occurs in a sentence: case endings, plural and possessive; in Arabic, with attached prefixes. */
import { fold } from '../../../core/fold.ts'

/** Shorter stems would match inside too many other words. */
const MIN_STEM_LENGTH = 3

/** `cut`: the number of letters that an ending replaces. `endings`: folded (lower case, without accents). */
type Rule = { ends: RegExp; cut: number; minStemLength: number; endings: string[] }
// If two letters are cut, as from "Юрий", a shorter stem is enough, since only names of this kind take so many endings.
const createRule = (
  ends: RegExp,
  cut: number,
  endings: string,
  minStemLength = MIN_STEM_LENGTH - (cut === 2 ? 1 : 0),
): Rule => ({
  ends,
  cut,
  minStemLength,
  endings: ['', ...endings.split(' ')].map(fold),
})

/** The first matching rule applies. Patterns match the word in lower case. */
const rules: readonly Rule[] = [
  // Short names such as "Цой" decline as nouns although they end like adjectives.
  createRule(/^\p{Script=Cyrillic}ой$/u, 1, 'й я ю ем ём єм е и ї ев єв ям ями ях', 2),
  // Russian, Ukrainian, Bulgarian and Serbian: adjectives first, then nouns by their last letter.
  createRule(
    /\p{Script=Cyrillic}(?:ий|ый|ой|ая|яя|ій)$/u,
    2,
    'ий ый ой ая яя ій ого его ому ему им ым ом ем ём ую юю ей ою ею ие ые их ых ими ыми а ия ию ием ии',
  ),
  createRule(
    /\p{Script=Cyrillic}[ая]$/u,
    1,
    'а я ы и і е у ю ой ей ою ею ам ям ами ями ах ях ым ых ыми ом ем о йи',
  ),
  createRule(/\p{Script=Cyrillic}[ьй]$/u, 1, 'ь й я ю ем ём ём е и ї ям ями ях ей'),
  createRule(
    /\p{Script=Cyrillic}[бвгджзклмнпрстфхцчшщ]$/u,
    0,
    'а у ом ем ым е ы и і ой ых ыми ам ами ах ов ові ою',
  ),
  // Polish, Czech, Slovak and related languages.
  createRule(/(?:s|c|z)k[iyaá]$/u, 1, 'i y a iego iemu im iej ich imi eho emu ym ou ej ych ymi e ii'),
  createRule(
    /(?:ov|ev|ów|wicz|vić|vič|ić|ič|czyk|sz|rz|ław|ák|ek|uk)$/u,
    0,
    's a u i e em om owi ovi ova ove ovou ovej ow ami ach',
  ),
  createRule(/\p{Script=Greek}[οαηά]ς$/u, 2, 'ος ου ο ε ης η ας α οι ων ους ες'),
  createRule(/\p{Script=Latin}(?:s|x|z|ch|sh)$/u, 0, 'es'),
  createRule(/\p{Script=Latin}$/u, 0, 's'),
]

/** @returns the forms in lower case without accents, the word itself first */
export function listForms(word: string): string[] {
  const written = word.normalize('NFC').toLowerCase()
  const itself = fold(word)
  if (/\p{Script=Arabic}/u.test(written)) return listArabicForms(itself)
  const found = rules.find(({ ends }) => ends.test(written))
  const stem = found ? written.slice(0, written.length - found.cut) : written
  if (!found || stem.length < found.minStemLength) return [itself]
  const folded = fold(stem)
  return [...new Set([itself, ...found.endings.map((ending) => folded + ending)])]
}

/** Arabic attaches "and", "so", "in", "for" and "as" to the next word. */
function listArabicForms(word: string): string[] {
  const joined = ['و', 'ف', 'ب', 'ل', 'ك', 'ول', 'وب'].map((before) => before + word)
  return [word, ...joined, ...(word.startsWith('ال') ? [`لل${word.slice(2)}`] : [])]
}
