import { expect, test } from 'vitest'
import { EXTRACTOR } from '../../document-text/extractor.ts'
import { attachDocument } from '../../testing/own-documents.ts'
import { createTempStore, octopus, type TestStore, unwrap } from '../../testing/temp-store.ts'
import { findUnreadDocument, storeDocumentText } from '../document-texts.ts'

async function attach(store: TestStore, pages: readonly string[]): Promise<void> {
  await attachDocument(store, 'draft.txt')
  const { sql } = store.lifecycle.ready().connection
  const sha256 = findUnreadDocument(sql, EXTRACTOR)?.sha256 ?? ''
  storeDocumentText(sql, sha256, { extractor: EXTRACTOR, pages, problem: null })
}

function search(store: TestStore, text: string) {
  return unwrap(store.call('search.query', { conference: octopus, text, limit: 20 }))
    .filter(({ kind }) => kind === 'document')
    .map(({ place, snippet }) => ({
      page: place?.page,
      text: place?.text,
      snippet: snippet.map(({ text, match }) => (match ? `[${text}]` : text)).join(''),
    }))
}

test('a page of a document is found at its best line, shown with the lines around it', async () => {
  const store = createTempStore()
  await attach(store, ['Nothing.', 'Zero.\nOne.\nTwo.\nThe quokka\nof Zanzibar.\nSix.\nSeven.'])
  expect(search(store, 'quokka')).toEqual([
    { page: 2, text: 'The quokka', snippet: 'One. Two. The [quokka] of Zanzibar. Six.' },
  ])
})

test('finds a word that a long page has in each of its many lines', async () => {
  const store = createTempStore()
  await attach(store, [`${'Zanzibar.\n'.repeat(150_000)}The quokka.`])
  const [first] = search(store, 'zanz')
  expect(first).toMatchObject({ page: 1, text: 'Zanzibar.' })
  expect(first?.snippet).toMatch(/^\[Zanzibar\]\. \[Zanzibar\]/)
  expect(search(store, 'the quokka')).toMatchObject([{ page: 1, text: 'The quokka.' }])
})
