/** The tags of a PDF describe the report's structure (heading levels, nested lists, cells, links), and its text is in reading order. */
import { randomUUID } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ReportOptions } from '../../db/contract/index.ts'
import { makeDocument } from '../../db/export/testing/model.ts'
import { getOutline } from '../../db/export/testing/outline.ts'
import { richNote, worldNote } from '../../db/export/testing/sample.ts'
import { ConferenceSlug, type Guid, NoteId } from '../../db/model.ts'
import { root } from '../../scripts/lib/paths.ts'
import { realData } from '../real-files.ts'
import { runCli } from './lib/cli.ts'
import { openNotebookIn } from './lib/notebook.ts'
import { getLetters, getShape, keepLetters, readStructure } from './lib/pdf-structure.ts'
import { createTemporaryFolder } from './lib/test-app.ts'

const ownFolder = join(root, 'tests', 'fixtures', 'notes')
const corpus = join(realData, 'notes')
/** Our own minutes, and real minutes if they are available. */
const minutes = [
  ...globSync('*.md', { cwd: ownFolder }).map((file) => join(ownFolder, file)),
  ...globSync('**/*.md', { cwd: corpus })
    .sort()
    .filter((_, index) => index % 60 === 0)
    .map((file) => join(corpus, file)),
].map((file) => readFileSync(file, 'utf8'))

const conference = ConferenceSlug.parse('octopus-2016')

test.runIf(process.platform === 'linux')('a PDF has the structure and the text of the report', async () => {
  const profile = await createTemporaryFolder()
  const store = openNotebookIn(profile)
  for (const markdown of [richNote, worldNote, ...minutes]) {
    const note = { id: NoteId.parse(randomUUID()), session: 'workshop-9' as Guid, keyMessage: null }
    expect(store.call('notes.save', { ...note, conference, markdown, baseRevision: 0 }).ok).toBe(true)
  }
  store.close()
  const path = join(profile, 'report.pdf')
  await runCli([
    ...['export', '--profile', profile, '--format', 'pdf', '--out', path],
    ...['--include', 'notes,facts,key-messages,actions,decisions,questions'],
  ])
  const { include } = ReportOptions.parse({
    conference,
    format: 'pdf',
    title: '',
    sessions: null,
    language: 'en',
  })
  const wanted = { format: 'pdf', include: { ...include, tableOfContents: false } }
  const model = getOutline(makeDocument({ database: join(profile, 'rapporteur.db') }, wanted), {
    tasks: 'items',
    pages: 'links',
  })
  expect(readStructure(path)).toEqual(model.map(getShape))
  const read = getLetters(path)
  let from = 0
  for (const { text } of model) {
    // In right-to-left text the order of letters differs.
    if (/[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text)) continue
    const found = read.indexOf(keepLetters(text), from)
    expect(found, `“${text.slice(0, 120)}” after the text before it`).toBeGreaterThanOrEqual(from)
    from = found + keepLetters(text).length
  }
})
