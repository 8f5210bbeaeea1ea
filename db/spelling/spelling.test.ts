/** The real dictionaries, each in its thread. */
import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import {
  collectKnownWords,
  isExempt,
  isKnown,
  listWords,
  type SpellingLanguage,
} from '../../core/spelling.ts'
import {
  createContactId,
  createTempFolder,
  createTempStore,
  octopus,
  resources,
  saveNote,
  someone,
  unwrap,
  unwrapError,
} from '../testing/temp-store.ts'
import { createSpeller } from './speller.ts'

const openSpeller = (folder = resources) => {
  const created = createSpeller(folder)
  onTestFinished(() => created.close())
  return created
}

/** Sample texts, with misspelt words and their corrections. */
const texts: Record<SpellingLanguage, { right: string; wrong: Record<string, string> }> = {
  en: {
    right:
      'The prosecutor’s evidence on ransomware was recognised (recognized) at the centre or center; don’t organise, organize the re-opened working-group.',
    wrong: {
      evidance: 'evidence',
      prosecuter: 'prosecutor',
      jurisdicton: 'jurisdiction',
      receving: 'receiving',
    },
  },
  fr: {
    right:
      'L’élément de preuve qu’aujourd’hui les États-Unis n’ont pas transmis : l’œuvre d’un procureur, c’est-à-dire la cybercriminalité.',
    wrong: { demende: 'demande', procureurr: 'procureur', élèctronique: 'électronique', oeuvre: 'œuvre' },
  },
  es: {
    right:
      'La fiscalía pidió pruebas electrónicas; ¿quién pagará según el año? El niño, la jurisdicción, los acuerdos.',
    wrong: { organizacion: 'organización', fiscalia: 'fiscalía', acuerddo: 'acuerdo' },
  },
  ru: {
    right:
      'Заседание ещё не началось, еще раз: доказательства по-русски, следственный комитет, объект, Совет Европы.',
    wrong: { заседаниее: 'заседание', прокурр: 'прокурор', обьект: 'объект' },
  },
}

for (const language of Object.keys(texts) as SpellingLanguage[]) {
  const { right, wrong } = texts[language]

  test(`${language}: correct words are not marked, misspelt ones are, and the right word is suggested`, async () => {
    const { findMisspelt: misspelt, suggest } = openSpeller()
    const words = listWords(right).flatMap(({ text }) => (isExempt(text, language) ? [] : [text]))
    expect(words.length).toBeGreaterThan(10)
    expect(await misspelt(language, words)).toEqual([])
    expect(await misspelt(language, Object.keys(wrong))).toEqual(Object.keys(wrong))
    for (const [word, correction] of Object.entries(wrong))
      expect(await suggest(language, word)).toContain(correction)
  })
}

test.each([
  [
    'en',
    'cybercriminals Cyberattack cyber-attacks ransomware whistleblowers anonymised roadmaps',
    'cybercriminels',
  ],
  ['fr', 'cyberattaques quinquies pseudonymisés', 'cyberataques'],
  ['es', 'ciberdelincuentes ciberacoso transfronterizas panelistas', 'ciberdelinquentes'],
  ['ru', 'кибератаку киберпреступностью криптовалюты вебинарах', 'кибератоку'],
] as const)('%s: conference terms are known, also inflected', async (language, right, wrong) => {
  expect(await openSpeller().findMisspelt(language, [...right.split(' '), wrong])).toEqual([wrong])
})

test('several languages can be used at the same time', async () => {
  const { findMisspelt: misspelt } = openSpeller()
  const asked = await Promise.all(
    (['en', 'fr', 'es', 'ru'] as const).map((language) =>
      misspelt(language, ['evidence', 'preuve', 'prueba', 'улика']),
    ),
  )
  expect(asked).toEqual([
    ['preuve', 'prueba', 'улика'],
    ['evidence', 'prueba', 'улика'],
    ['evidence', 'preuve', 'улика'],
    ['evidence', 'preuve', 'prueba'],
  ])
})

test('a missing dictionary is reported, and used once it is there', async () => {
  const folder = createTempFolder()
  const { findMisspelt: misspelt } = openSpeller(folder)
  await expect(misspelt('es', ['prueba'])).rejects.toMatchObject({
    code: 'file-access',
    message: expect.stringContaining('dictionary-es'),
  })
  cpSync(join(resources, 'node_modules', 'dictionary-es'), join(folder, 'node_modules', 'dictionary-es'), {
    recursive: true,
  })
  cpSync(join(resources, 'assets', 'dictionaries'), join(folder, 'assets', 'dictionaries'), {
    recursive: true,
  })
  expect(await misspelt('es', ['prueba', 'pruebba'])).toEqual(['pruebba'])
})

test('requests during closing are refused instead of left open', async () => {
  const closing = createSpeller(resources)
  const asked = closing.findMisspelt('ru', ['улика'])
  closing.close()
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
})

test('names of the conference, contacts and colleagues are known; common words are not', () => {
  const store = createTempStore()
  unwrap(
    store.call('contacts.save', {
      id: createContactId(),
      conference: octopus,
      fields: { ...someone, name: 'Iñaki Xhaferaj', organisation: 'Kripos' },
    }),
  )
  const known = collectKnownWords(unwrap(store.call('spelling.names', { conference: octopus })))
  for (const name of [
    'Xhaferaj',
    'Inaki',
    'Kripos',
    'Eurojust',
    'eurojust’s',
    'd’Eurojust',
    'Kripos-Eurojust',
  ])
    expect(isKnown(name, known), name).toBe(true)
  for (const word of ['evidance', 'Xhafera', 'Kripos-evidance'])
    expect(isKnown(word, known), word).toBe(false)
})

test('a note without a language follows the last choice until its own is set', () => {
  const store = createTempStore()
  const [first, second] = [saveNote(store, 'One.').id, saveNote(store, 'Deux.').id]
  const getChoice = (note: typeof first) => unwrap(store.call('spelling.note', { note }))
  expect(getChoice(first)).toEqual({ language: null, last: null, ignored: [] })
  unwrap(store.call('spelling.settle', { note: first, language: 'en' }))
  unwrap(store.call('spelling.choose', { note: second, language: 'fr' }))
  expect(getChoice(first)).toMatchObject({ language: 'en', last: 'fr' })
  expect(getChoice(second)).toMatchObject({ language: 'fr' })
  unwrap(store.call('spelling.choose', { note: second, language: 'off' }))
  expect(getChoice(second)).toMatchObject({ language: 'off', last: 'off' })
})

test('ignored words of a note are deleted with it', () => {
  const store = createTempStore()
  const { id: note } = saveNote(store, 'Quagmire.')
  unwrap(store.call('spelling.choose', { note, language: 'en' }))
  unwrap(store.call('spelling.ignore', { note, word: 'Quagmire', ignored: true }))
  unwrap(store.call('notes.remove', { ids: [note] }))
  unwrap(store.call('trash.remove', { notes: [note], contacts: [] }))
  expect(unwrap(store.call('spelling.note', { note }))).toEqual({ language: null, last: 'en', ignored: [] })
})

test('in the whole bundled conference only one name is marked, of a person who is not a speaker', async () => {
  const store = createTempStore()
  const known = collectKnownWords(unwrap(store.call('spelling.names', { conference: octopus })))
  const texts: string[] = []
  JSON.parse(readFileSync(join(resources, 'assets/conferences/octopus-2016.json'), 'utf8'), (_, value) => {
    if (typeof value === 'string' && value.includes(' ')) texts.push(value)
    return value
  })
  const words = [...new Set(texts.flatMap((text) => listWords(text).map(({ text }) => text)))]
  const asked = words.filter((word) => !isExempt(word, 'en') && !isKnown(word, known))
  expect(asked.length).toBeGreaterThan(400)
  expect(await openSpeller().findMisspelt('en', asked)).toEqual(['Thorbjørn', 'Jagland'])
})

test('an unknown conference has no names', () => {
  expect(
    unwrapError(createTempStore().call('spelling.names', { conference: 'elsewhere' as never })).code,
  ).toBe('not-found')
})
