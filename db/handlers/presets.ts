/** Ways of making a report: those that come with the app and the delegate's own, and what was chosen last. */
import type { z } from 'zod'
import { fold } from '../../core/fold.ts'
import {
  builtInPresets,
  LastChoice,
  OwnPreset,
  type ReportChoice,
  type ReportPreset,
} from '../contract/index.ts'
import { logProblem, StoreError } from '../errors.ts'
import type { HandlersOf } from '../store/context.ts'
import type { Sql } from '../store/open.ts'

/** Keys of settings. */
const LAST = 'report-choice'
const OWN = 'report-preset/'

const none: ReportChoice['include'] = {
  cover: false,
  tableOfContents: false,
  facts: false,
  notes: false,
  keyMessages: false,
  allKeyMessages: false,
  actions: false,
  decisions: false,
  questions: false,
  programme: false,
  contacts: false,
  contactNotes: false,
  history: false,
}
const includedIn: Record<(typeof builtInPresets)[number], ReportChoice['include']> = {
  'mission-report': {
    ...none,
    cover: true,
    tableOfContents: true,
    facts: true,
    notes: true,
    keyMessages: true,
    actions: true,
    decisions: true,
    questions: true,
    contacts: true,
  },
  'only-notes': { ...none, facts: true, notes: true },
  'action-list': { ...none, actions: true, decisions: true, questions: true },
}
const builtIn = builtInPresets.map(
  (id): ReportPreset => ({
    id,
    name: null,
    choice: { order: 'agenda', include: includedIn[id], language: null, paper: null, format: null },
  }),
)

export const presets: HandlersOf<'presets'> = {
  'presets.list': ({ sql }) => {
    const last = sql<{ value: string }>('SELECT value FROM setting WHERE key = ?').get(LAST)
    return {
      presets: [...builtIn, ...ownPresets(sql)],
      last: last ? (read(LastChoice, last.value) ?? null) : null,
    }
  },

  'presets.save': ({ sql }, { id, name, choice }) => {
    const folded = fold(name)
    if (ownPresets(sql).some((preset) => preset.id !== id && fold(preset.name) === folded)) {
      throw new StoreError('conflict', `There is a preset “${name}” already. Give this one another name.`)
    }
    putPreset(sql, id, { name, choice })
    return null
  },

  'presets.remove': ({ sql }, { id }) => {
    removePreset(sql, id)
    return null
  },

  'presets.remember': ({ sql }, last) => {
    put(sql, LAST, last)
    return null
  },
}

/** By name. */
export function ownPresets(sql: Sql): (OwnPreset & { id: string })[] {
  return sql<{ id: string; value: string }>(
    'SELECT substr(key, length(?) + 1) AS id, value FROM setting WHERE key GLOB ?',
  )
    .all(OWN, `${OWN}*`)
    .flatMap(({ id, value }) => {
      const preset = read(OwnPreset, value)
      return preset ? [{ id, ...preset }] : []
    })
    .sort((a, b) => (fold(a.name) < fold(b.name) ? -1 : 1))
}

export function putPreset(sql: Sql, id: string, preset: OwnPreset): void {
  put(sql, OWN + id, preset)
}

/** false: there is none. */
export function removePreset(sql: Sql, id: string): boolean {
  return sql('DELETE FROM setting WHERE key = ?').run(OWN + id).changes > 0
}

/** undefined for what a newer version of the app wrote. What an older one did not know takes its usual value. */
function read<T>(schema: z.ZodType<T>, json: string): T | undefined {
  const { data, error } = schema.safeParse(JSON.parse(json))
  if (error) logProblem(error)
  return data
}

function put(sql: Sql, key: string, value: unknown): void {
  sql(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(key, JSON.stringify(value))
}
