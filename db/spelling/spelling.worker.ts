/** The thread of one language's dictionary. speller.ts starts it, sends requests, and ends it to free its memory. */
import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { createHunspellFromStrings } from 'hunspell-wasm'
import { toFailure } from '../errors.ts'
import { readShipped } from '../formats/read-shipped.ts'
import type { DictionaryFiles } from './dictionaries.ts'
import type { SpellingReply, SpellingRequest } from './speller.ts'

const { affixes, words, terms }: DictionaryFiles = workerData
const hunspell = await createHunspellFromStrings(readFileSync(affixes, 'utf8'), mergeWordLists(words))
for (const line of readFileSync(terms, 'utf8').trim().split('\n')) {
  // The term takes the endings of the model, a word of the dictionary.
  const [term = '', model] = line.split(' ')
  if (line.startsWith('#')) continue
  if (model) hunspell.addWordWithAffix(term, model)
  else hunspell.addWord(term)
}

parentPort?.on('message', ({ id, ...question }: SpellingRequest) => {
  parentPort?.postMessage({ id, ...answer(question) } satisfies SpellingReply)
})

function answer(question: Omit<SpellingRequest, 'id'>): Omit<SpellingReply, 'id'> {
  try {
    const [word = ''] = question.words
    return {
      value:
        question.kind === 'check'
          ? question.words.filter((word) => !isCorrect(normaliseMarks(word)))
          : hunspell.getSpellingSuggestions(normaliseMarks(word)),
    }
  } catch (error) {
    return { error: toFailure(error) }
  }
}

/** Matches compounds such as "cybercriminals", "кибератаку" and "ciberacoso". New ones appear every year, so no list has them all. */
const CYBER = /^(?:cyber|ciber|кибер)-?(?=.{3})/iu

function isCorrect(word: string): boolean {
  return hunspell.testSpelling(word) || (CYBER.test(word) && hunspell.testSpelling(word.replace(CYBER, '')))
}

/** Uses the dictionaries' apostrophe and hyphen. */
function normaliseMarks(word: string): string {
  return word.normalize('NFC').replaceAll('’', "'").replaceAll('‑', '-')
}

/** Merges word lists. The first line of each is the number of words that follow. */
function mergeWordLists(paths: string[]): string {
  const lines = new Set(
    paths.flatMap((path) => Buffer.from(readShipped(path)).toString().split('\n').slice(1)),
  )
  return `${lines.size}\n${[...lines].join('\n')}`
}
