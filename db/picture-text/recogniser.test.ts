/** Photos of slides as bench/slides draws them: in perspective, blurred, with a reflection and noise. */
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import texts from '../../tests/fixtures/slides/texts.json' with { type: 'json' }
import { russianData, testWithRussianData } from '../../tests/real-files.ts'
import { languageData } from '../testing/packs.ts'
import { createPng, makeGreyPng } from '../testing/pictures.ts'
import { createTempFolder, resources } from '../testing/temp-store.ts'
import { getWordRecall } from '../testing/word-recall.ts'
import { createRecogniser } from './recogniser.ts'

const readSlide = (language: string) =>
  readFileSync(join(resources, 'tests/fixtures/slides', `${language}.jpg`))
const languages = ['eng', 'fra', 'spa']

test('reads at least 95 % of the words of slides in English, French and Spanish', async () => {
  const { recognise } = createRecogniser(resources, createTempFolder())
  const read: string[] = []
  for (const slide of ['en', 'fr', 'es']) read.push(await recognise(readSlide(slide), languages))
  const written = [texts.en, texts.fr, texts.es].join('\n')
  expect(getWordRecall(written, read.join('\n')), read.join('\n')).toBeGreaterThanOrEqual(0.95)
}, 60_000)

testWithRussianData(
  'reads Russian once its data is added, and not after it is removed',
  async () => {
    const { recognise, addLanguage, removeLanguage, listLanguages } = createRecogniser(
      resources,
      createTempFolder(),
    )
    expect(await addLanguage(russianData ?? '')).toBe('rus')
    expect(listLanguages()).toEqual([...languages, 'rus'])
    const read = await recognise(readSlide('ru'), listLanguages())
    expect(getWordRecall(texts.ru, read), read).toBeGreaterThanOrEqual(0.95)
    removeLanguage('rus')
    expect(listLanguages()).toEqual(languages)
  },
  60_000,
)

test('reads with the language data of a pack, and without it if Tesseract refuses it', async () => {
  const french = readFileSync(
    join(resources, 'node_modules/@tesseract.js-data/fra/4.0.0_best_int/fra.traineddata.gz'),
  )
  let bytes: Uint8Array = french
  const { recognise, listLanguages, listAddedLanguages } = createRecogniser(
    resources,
    createTempFolder(),
    () => [{ code: 'deu', sha256: `sha256 of ${bytes.length}`, read: () => bytes }],
  )
  expect(listLanguages()).toEqual([...languages, 'deu'])
  expect(listAddedLanguages()).toEqual([])
  const read = await recognise(readSlide('fr'), ['deu'])
  expect(getWordRecall(texts.fr, read), read).toBeGreaterThanOrEqual(0.95)

  bytes = languageData
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  const readWithout = await recognise(readSlide('en'), ['eng', 'deu'])
  expect(log).toHaveBeenCalledOnce()
  log.mockRestore()
  expect(getWordRecall(texts.en, readWithout), readWithout).toBeGreaterThanOrEqual(0.95)
  expect(listLanguages()).toEqual(languages)
}, 60_000)

test('finds no words in a picture without text', async () => {
  const { recognise } = createRecogniser(resources, createTempFolder())
  let seed = 1
  const noise = Uint8Array.from({ length: 240 * 180 }, () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed & 255
  })
  expect(await recognise(makeGreyPng(240, 180, noise), languages)).toBe('')
}, 60_000)

test('a file that is not language data is refused, and nothing is stored', async () => {
  const folder = createTempFolder()
  const { addLanguage, listLanguages } = createRecogniser(resources, folder)
  const [broken, other] = [join(folder, 'deu.traineddata'), join(folder, 'words.txt')]
  for (const content of ['no data', languageData]) {
    writeFileSync(broken, content)
    await expect(addLanguage(broken)).rejects.toMatchObject({
      details: { code: 'picture-text.language-unusable' },
    })
  }
  copyFileSync(broken, other)
  await expect(addLanguage(other)).rejects.toMatchObject({ details: { code: 'picture-text.other-file' } })
  expect(listLanguages()).toEqual(languages)
  expect(existsSync(join(folder, 'picture-languages'))).toBe(false)
})

test('a damaged picture is refused, and the next one is read', async () => {
  const { recognise } = createRecogniser(resources, createTempFolder())
  const cut = createPng(40, 40).slice(0, 60)
  await expect(recognise(cut, ['eng'])).rejects.toMatchObject({
    details: { code: 'picture-text.not-decoded' },
  })
  expect(await recognise(createPng(40, 40), ['eng'])).toBe('')
  // One pixel, and one row: nothing to scale.
  expect(await recognise(makeGreyPng(1, 1, Uint8Array.of(0)), ['eng'])).toBe('')
  expect(await recognise(makeGreyPng(300, 1, new Uint8Array(300)), ['eng'])).toBe('')
}, 60_000)
