import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { ConferenceBundle, KeyMessage } from '../../../db/model.ts'
import { cutToFirstWords } from '../../lib/excerpt.ts'
import { type Chapter, getChapters, getLetter, getTextToCopy } from './key-message-text.ts'

const bundle = JSON.parse(
  readFileSync(new URL('../../../assets/conferences/octopus-2016.json', import.meta.url), 'utf8'),
) as ConferenceBundle
const messages = bundle.keyMessages.flatMap(({ points = [], ...message }): KeyMessage[] => [
  { ...message, parent: null },
  ...points.map((point) => ({ ...point, parent: message.guid })),
])
const chapters = getChapters(messages)
const legislation = chapters[4] as Chapter

test('the list shows the first words of each message', () => {
  expect(chapters.map(({ message }) => cutToFirstWords(message.text))).toEqual([
    'Increasing cybercrime, attacks against critical infrastructure …',
    'The Budapest Convention, 15 years on, remains the most relevant …',
    'Access to evidence on servers in the cloud, that is, in foreign …',
    'Capacity building remains one of the most effective ways to help …',
    'Legislation',
    'Terrorist misuse of information technology, such as cyberattacks …',
    'Proceeds-generating crime online is increasing considerably.',
    'Rendering international cooperation more efficient is essential.',
    'Cooperation between different organisations and initiatives …',
  ])
})

test('points are below their message, with letters', () => {
  expect(legislation.points.map((point) => getLetter(point, legislation.message))).toEqual(['a', 'b', 'c'])
  expect(chapters).toHaveLength(9)
})

test('a copied message includes its points word for word, a copied point only itself', () => {
  const [a, b, c] = legislation.points as [KeyMessage, KeyMessage, KeyMessage]
  expect(getTextToCopy(legislation, legislation.message.guid)).toBe(
    `Legislation\n\na) ${a.text}\n\nb) ${b.text}\n\nc) ${c.text}`,
  )
  expect(getTextToCopy(legislation, b.guid)).toBe(b.text)
})
