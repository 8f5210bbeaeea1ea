import type { MarkedText, SearchHit } from '../../db/contract/index.ts'
import { type Command, callStore, UsageError } from '../command.ts'
import { conferenceOption, findConferences } from '../conferences.ts'
import { type CliKey, t } from '../texts.ts'

const DEFAULT_LIMIT = 20
const MAX_LIMIT = 200

export const search: Command = {
  name: 'search',
  arguments: '<word...>',
  summary: 'search.summary',
  options: { ...conferenceOption, '--limit <number>': ['search.limit', { limit: DEFAULT_LIMIT }] },
  run: (store, args) => {
    const limit = Number(args.getOption('limit') ?? DEFAULT_LIMIT)
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
      throw new UsageError(t('search.noLimit', { limit: MAX_LIMIT }))
    }
    const slug = args.getOption('conference')
    const conference = slug === undefined ? null : (findConferences(store, slug)[0]?.slug ?? null)
    const hits = callStore(store, 'search.query', { conference, text: args.values.join(' '), limit })
    const results = hits.map(({ kind, guid, title, snippet, score }) => ({
      kind,
      guid,
      title: toPlainText(title),
      snippet: toPlainText(snippet),
      score,
    }))
    return {
      json: results,
      text: results.map(describeHit).join('\n') || t('search.nothing'),
    }
  },
}

const kinds = {
  session: 'search.kinds.session',
  'key-message': 'search.kinds.keyMessage',
  note: 'search.kinds.note',
  contact: 'search.kinds.contact',
  directory: 'search.kinds.organisation',
  document: 'search.kinds.document',
} as const satisfies Record<SearchHit['kind'], CliKey>

type Result = Pick<SearchHit, 'kind' | 'guid'> & { title: string; snippet: string }

function describeHit({ kind, guid, title, snippet }: Result): string {
  const line = `${t(kinds[kind])}  ${title}  [${guid}]`
  return snippet === '' ? line : `${line}\n  ${snippet.replaceAll(/\s+/g, ' ')}`
}

function toPlainText(marked: MarkedText): string {
  return marked.map(({ text }) => text).join('')
}
