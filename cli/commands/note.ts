import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { StoreError } from '../../db/errors.ts'
import { NoteId } from '../../db/model.ts'
import { ask, type Command, UsageError } from '../command.ts'
import { asGuid, conferenceOption, conferencesNamed, getConference } from '../conferences.ts'
import { inEnglish } from '../in-english.ts'

export const noteAdd: Command = {
  name: 'note add',
  summary: 'Add a note to a session: Markdown from a file, or what is typed or piped in',
  options: {
    '--session <guid>': 'the session; list shows them',
    '--file <file>': 'the Markdown; - reads what is typed or piped in, as without this option',
    ...conferenceOption,
  },
  run: async (store, words) => {
    const session = words.one('session')
    if (session === undefined)
      throw new UsageError('Say which session: --session GUID. The command “list” shows them.')
    const conference = getConference(store, session, words.one('conference'))
    const markdown = await read(words.one('file') ?? '-')
    const id = NoteId.parse(randomUUID())
    ask(store, 'notes.save', {
      id,
      conference,
      session: asGuid(session),
      keyMessage: null,
      markdown,
      baseRevision: 0,
    })
    return { json: { id }, text: id }
  },
}

export const noteList: Command = {
  name: 'note list',
  summary: 'List the notes, newest first',
  options: conferenceOption,
  run: (store, words) => {
    const notes = conferencesNamed(store, words.one('conference')).flatMap(({ slug }) =>
      ask(store, 'notes.list', { conference: slug }).map((note) => ({ ...note, conference: slug })),
    )
    return {
      json: notes,
      text: notes
        .map(({ id, updatedAt, session, excerpt }) => [id, updatedAt, session ?? '-', excerpt].join('  '))
        .join('\n'),
    }
  },
}

export const noteShow: Command = {
  name: 'note show',
  arguments: '<id>',
  summary: 'Print the Markdown of a note',
  run: (store, { values: [text = ''] }) => {
    const id = NoteId.safeParse(text)
    if (!id.success)
      throw new StoreError(
        'invalid-input',
        inEnglish(`“${text}” is not the id of a note. The command “note list” shows them.`),
      )
    const note = ask(store, 'notes.get', { id: id.data })
    return { json: note, text: note.markdown.replace(/\n$/, '') }
  },
}

async function read(file: string): Promise<string> {
  const bytes = file === '-' ? await buffer(process.stdin) : readFileSync(file)
  const name = file === '-' ? 'The text' : file
  const markdown = decode(bytes, name)
  if (markdown.trim() === '')
    throw new StoreError('invalid-input', inEnglish(`${name} is empty: no note was added.`))
  return markdown
}

function decode(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new StoreError(
      'bad-file',
      inEnglish(`${name} is not text in UTF-8. Save it as UTF-8, then add it again.`),
    )
  }
}
