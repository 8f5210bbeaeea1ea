import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { NoteId } from '../../db/model.ts'
import { type Command, callStore, UsageError } from '../command.ts'
import { conferenceOption, findConferences, getConference, parseGuid } from '../conferences.ts'
import { createError, t } from '../texts.ts'

export const noteAdd: Command = {
  name: 'note add',
  summary: 'note.addSummary',
  options: {
    '--session <guid>': 'note.session',
    '--file <file>': 'note.file',
    ...conferenceOption,
  },
  run: async (store, args) => {
    const session = args.getOption('session')
    if (session === undefined) throw new UsageError(t('note.missingSession'))
    const conference = getConference(store, session, args.getOption('conference'))
    const markdown = await readMarkdown(args.getOption('file') ?? '-')
    const id = NoteId.parse(randomUUID())
    callStore(store, 'notes.save', {
      id,
      conference,
      session: parseGuid(session),
      keyMessage: null,
      markdown,
      baseRevision: 0,
    })
    return { json: { id }, text: id }
  },
}

export const noteList: Command = {
  name: 'note list',
  summary: 'note.listSummary',
  options: conferenceOption,
  run: (store, args) => {
    const notes = findConferences(store, args.getOption('conference')).flatMap(({ slug }) =>
      callStore(store, 'notes.list', { conference: slug }).map((note) => ({ ...note, conference: slug })),
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
  summary: 'note.showSummary',
  run: (store, { values: [text = ''] }) => {
    const id = NoteId.safeParse(text)
    if (!id.success) throw createError('invalid-input', 'note.invalidId', { text })
    const note = callStore(store, 'notes.get', { id: id.data })
    return { json: note, text: note.markdown.replace(/\n$/, '') }
  },
}

async function readMarkdown(file: string): Promise<string> {
  const bytes = file === '-' ? await buffer(process.stdin) : readFileSync(file)
  const name = file === '-' ? t('note.theText') : file
  const markdown = decode(bytes, name)
  if (markdown.trim() === '') throw createError('invalid-input', 'note.empty', { name })
  return markdown
}

function decode(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw createError('bad-file', 'note.notUtf8', { name })
  }
}
