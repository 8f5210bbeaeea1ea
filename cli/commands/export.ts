import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { ReportOptions } from '../../db/contract.ts'
import { exporters } from '../../db/exporters/index.ts'
import { ask, type Command, UsageError } from '../command.ts'
import { asGuid, conferenceOf, conferenceWithNotes } from '../conferences.ts'

const languages = ReportOptions.shape.language

export const exportReport: Command = {
  name: 'export',
  usage:
    '--format FORMAT --out PATH [--session GUID…] [--conference SLUG] [--title TITLE] [--language en|fr|es|ru]',
  summary: `Write the notes as one report. Formats: ${exporters.map(({ id, name }) => `${id} (${name})`).join(', ')}`,
  options: {
    format: { type: 'string' },
    out: { type: 'string' },
    session: { type: 'string', multiple: true },
    conference: { type: 'string' },
    title: { type: 'string' },
    language: { type: 'string' },
  },
  // Further GUIDs may follow the first: --session A B
  values: [0, Number.POSITIVE_INFINITY],
  run: (store, words) => {
    const format = words.one('format')
    const out = words.one('out')
    if (format === undefined || out === undefined)
      throw new UsageError('Say the format and the file: --format FORMAT --out PATH')
    const sessions = sessionsIn(words.all('session'), words.values)
    const language = languages.safeParse(words.one('language') ?? 'en')
    if (!language.success) throw new UsageError(`--language: expected one of ${languages.options.join(', ')}`)
    const slug = words.one('conference')
    const [first] = sessions ?? []
    const grant = randomUUID()
    const options = {
      conference: first === undefined ? conferenceWithNotes(store, slug) : conferenceOf(store, first, slug),
      format,
      title: words.one('title') ?? '',
      sessions: sessions?.map(asGuid) ?? null,
      language: language.data,
    }
    store.grants.add(grant, { path: resolve(out), mode: 'write' })
    const saved = ask(store, 'export.save', { options, grant })
    return { json: saved, text: `${saved.path} (${saved.bytes} bytes)` }
  },
}

function sessionsIn(named: string[] | undefined, further: string[]): string[] | undefined {
  if (!named && further.length > 0)
    throw new UsageError(`Unexpected “${further[0]}”. Sessions are named with --session GUID.`)
  return named && [...named, ...further]
}
