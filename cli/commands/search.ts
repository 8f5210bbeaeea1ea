import type { MarkedText } from '../../db/contract/index.ts'
import { ask, type Command, UsageError } from '../command.ts'
import { conferenceOption, conferencesNamed } from '../conferences.ts'

const DEFAULT_LIMIT = 20
const MAX_LIMIT = 200

export const search: Command = {
  name: 'search',
  arguments: '<word...>',
  summary: 'Find words in the programme, key messages, notes and contacts; the best of each kind first',
  options: { ...conferenceOption, '--limit <number>': `at most so many of each kind (${DEFAULT_LIMIT})` },
  run: (store, words) => {
    const limit = Number(words.one('limit') ?? DEFAULT_LIMIT)
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
      throw new UsageError(`--limit: expected a number from 1 to ${MAX_LIMIT}`)
    }
    const slug = words.one('conference')
    const conference = slug === undefined ? null : (conferencesNamed(store, slug)[0]?.slug ?? null)
    const hits = ask(store, 'search.query', { conference, text: words.values.join(' '), limit })
    const results = hits.map(({ kind, guid, title, snippet, score }) => ({
      kind,
      guid,
      title: plain(title),
      snippet: plain(snippet),
      score,
    }))
    return {
      json: results,
      text: results.map(describe).join('\n') || 'Nothing found.',
    }
  },
}

function describe({
  kind,
  guid,
  title,
  snippet,
}: {
  kind: string
  guid: string
  title: string
  snippet: string
}): string {
  const line = `${kind}  ${title}  [${guid}]`
  return snippet === '' ? line : `${line}\n  ${snippet.replaceAll(/\s+/g, ' ')}`
}

function plain(marked: MarkedText): string {
  return marked.map(({ text }) => text).join('')
}
