/** Texts of slides in four languages, composed of the terms of the search's glossary. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/lib/paths.ts'

export const slideLanguages = ['en', 'fr', 'es', 'ru'] as const
export type SlideLanguage = (typeof slideLanguages)[number]

export type SlideText = { language: SlideLanguage; title: string; points: string[]; footer: string }

/** Sentences around two terms. */
const sentences: Record<SlideLanguage, readonly string[]> = {
  en: [
    'How {a} changes {b}',
    'Since 2014: {a} and {b} in 68 countries',
    'Article 32 covers {a}, not {b}',
    'No {a} without {b}: 47 % of all cases',
    'Next step: a common approach to {a}',
  ],
  fr: [
    'Comment {a} transforme {b}',
    'Depuis 2014 : {a} et {b} dans 68 pays',
    'L’article 32 couvre {a}, mais pas {b}',
    'Pas de {a} sans {b} : 47 % des affaires',
    'Prochaine étape : une approche commune de {a}',
  ],
  es: [
    'Cómo {a} cambia {b}',
    'Desde 2014: {a} y {b} en 68 países',
    'El artículo 32 abarca {a}, pero no {b}',
    'No hay {a} sin {b}: 47 % de los casos',
    'Próximo paso: un enfoque común sobre {a}',
  ],
  ru: [
    'Как {a} меняет {b}',
    'С 2014 года: {a} и {b} в 68 странах',
    'Статья 32 охватывает {a}, но не {b}',
    'Без {a} нет {b}: 47 % всех дел',
    'Следующий шаг: общий подход к теме «{a}»',
  ],
}

const footers: Record<SlideLanguage, string> = {
  en: 'Strasbourg, 16 November 2016 · contact@example.org',
  fr: 'Strasbourg, 16 novembre 2016 · contact@example.org',
  es: 'Estrasburgo, 16 de noviembre de 2016 · contact@example.org',
  ru: 'Страсбург, 16 ноября 2016 г. · contact@example.org',
}

/** @returns `count` slides, a quarter in each language; the same ones each time */
export function composeSlides(count: number): SlideText[] {
  const terms = readTerms()
  const random = createRandom(7)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  return Array.from({ length: count }, (_, index) => {
    const language = slideLanguages[index % slideLanguages.length] as SlideLanguage
    const pickTerm = () => pick(terms[language])
    return {
      language,
      title: capitalise(pickTerm()),
      points: Array.from({ length: 4 + Math.floor(random() * 3) }, () =>
        pick(sentences[language]).replace('{a}', pickTerm).replace('{b}', pickTerm),
      ),
      footer: footers[language],
    }
  })
}

/** Numbers between 0 and 1, the same ones for each seed. */
export function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

function readTerms(): Record<SlideLanguage, string[]> {
  const names = ['conferences', 'criminal-justice', 'cybercrime', 'diplomacy']
  const lines = names
    .flatMap((name) => readFileSync(join(root, 'assets', 'glossaries', `${name}.txt`), 'utf8').split('\n'))
    .filter((line) => line.includes('|') && !line.startsWith('#'))
  const getColumn = (column: number) =>
    lines.flatMap((line) => (line.split('|')[column] ?? '').split(';').map((term) => term.trim()))
  return { en: getColumn(0), fr: getColumn(1), es: getColumn(2), ru: getColumn(3) }
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
