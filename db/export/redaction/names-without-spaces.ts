/** Finds names in scripts that put no spaces between words: "王小明先生表示". */
import { escapeRegExp } from '../../../core/escape-regexp.ts'
import type { FoundName, KnownName } from './name.ts'

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
/** Titles that follow a surname. */
const TITLES =
  '(?:先生|女士|小姐|教授|博士|部长|部長|大使|主任|代表|局长|检察官|法官|さん|さま|様|氏|君|씨|님|교수|장관|대사|검사|판사)'

export function createUnspacedFinder(known: readonly KnownName[]): (text: string) => FoundName[] {
  const forms = known.flatMap(({ name, kind, isAddress }) =>
    isAddress || kind !== 'participant' || !UNSPACED.test(name) ? [] : listForms(name),
  )
  if (forms.length === 0) return () => []
  // The longest form comes first, since the pattern takes the first that matches.
  const pattern = new RegExp([...new Set(forms)].sort((a, b) => b.length - a.length).join('|'), 'gu')
  return (text) =>
    UNSPACED.test(text)
      ? [...text.matchAll(pattern)].map(({ 0: { length }, index }) => ({
          start: index,
          end: index + length,
          kind: 'participant',
        }))
      : []
}

/** Regular expressions for the full name with and without the space, the full name with a title, and the surname with a title. */
function listForms(name: string): string[] {
  const words = name
    .trim()
    .split(/[\s·・]+/)
    .map(escapeRegExp)
  const [first = ''] = words
  const surname = words.length > 1 ? first : [...first].slice(0, first.length > 3 ? 2 : 1).join('')
  return [`${words.join('[\\s·・]*')}${TITLES}?`, `${surname}${TITLES}`]
}
