import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { ConferenceBundle } from '../../db/model.ts'
import { cutToFirstWords, getExcerpt, trimTrailingPunctuation } from './excerpt.ts'

const bundle = JSON.parse(
  readFileSync(new URL('../../assets/conferences/octopus-2016.json', import.meta.url), 'utf8'),
) as ConferenceBundle

test('a word longer than the line is cut at the end of the line', () => {
  expect(cutToFirstWords('x'.repeat(80), 10)).toBe(`${'x'.repeat(10)} …`)
})

test('an excerpt is cut at a word, regardless of sentences', () => {
  const first = bundle.keyMessages[0]?.text ?? ''
  expect(getExcerpt(first)).toBe(
    'Increasing cybercrime, attacks against critical infrastructure, fraud, hate speech and terrorist misuse of information …',
  )
  expect(getExcerpt('Short. And whole.')).toBe('Short. And whole.')
})

test('a comma at the end is removed', () => {
  expect(trimTrailingPunctuation('The Budapest Convention, 15 years on,')).toBe(
    'The Budapest Convention, 15 years on',
  )
})
