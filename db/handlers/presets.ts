/** Report presets, built-in and the delegate's own, and the options chosen last. */

import { fold } from '../../core/fold.ts'
import { message } from '../../core/i18n/message.ts'
import { builtInPresets, LastChoice, type ReportChoice, type ReportPreset } from '../contract/index.ts'
import { StoreError } from '../errors.ts'
import { getOwnPresets, parseSetting, putPreset, removePreset } from '../sql/presets.ts'
import { getSetting, putSetting } from '../sql/settings.ts'
import type { HandlersOf } from './context.ts'

/** Setting key of the options chosen last. */
const LAST_CHOICE = 'report-choice'

const includesNothing: ReportChoice['include'] = {
  cover: false,
  tableOfContents: false,
  facts: false,
  notes: false,
  keyMessages: false,
  allKeyMessages: false,
  remarks: false,
  actions: false,
  decisions: false,
  questions: false,
  programme: false,
  contacts: false,
  contactNotes: false,
  history: false,
}
const includedByPreset: Record<(typeof builtInPresets)[number], ReportChoice['include']> = {
  'mission-report': {
    ...includesNothing,
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
  'only-notes': { ...includesNothing, facts: true, notes: true },
  'action-list': { ...includesNothing, actions: true, decisions: true, questions: true },
}
const builtIn = builtInPresets.map(
  (id): ReportPreset => ({
    id,
    name: null,
    choice: { order: 'agenda', include: includedByPreset[id], language: null, paper: null, format: null },
  }),
)

export const presets: HandlersOf<'presets'> = {
  'presets.list': ({ sql }) => {
    const last = getSetting(sql, LAST_CHOICE)
    return {
      presets: [...builtIn, ...getOwnPresets(sql)],
      last: last === null ? null : (parseSetting(LastChoice, last) ?? null),
    }
  },

  'presets.save': ({ sql }, { id, name, choice }) => {
    const folded = fold(name)
    if (getOwnPresets(sql).some((preset) => preset.id !== id && fold(preset.name) === folded)) {
      throw new StoreError('conflict', message('export.name-taken', { name }))
    }
    putPreset(sql, id, { name, choice })
    return null
  },

  'presets.remove': ({ sql }, { id }) => {
    removePreset(sql, id)
    return null
  },

  'presets.remember': ({ sql }, last) => {
    putSetting(sql, LAST_CHOICE, JSON.stringify(last))
    return null
  },
}
