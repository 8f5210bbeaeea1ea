/** The template of Word reports, stored as a setting. */
import { z } from 'zod'
import { Sha256 } from '../model.ts'
import type { Sql } from '../store/open.ts'
import { parseSetting } from './presets.ts'
import { getSetting, putSetting } from './settings.ts'

/** The header and footer of a template's first page, without references to other parts. */
const Letterhead = z.strictObject({
  /** Whole parts of a Word file, in which pictures are referred to by their hash. */
  header: z.string().nullable(),
  footer: z.string().nullable(),
  pictures: z.array(
    z.strictObject({
      sha256: Sha256,
      type: z.enum(['image/png', 'image/jpeg', 'image/gif']),
      base64: z.base64(),
    }),
  ),
})
export type Letterhead = z.infer<typeof Letterhead>

/** The parts of an office's template that Word reports use. `styles` and `theme` are whole parts of a Word file. */
export const WordTemplate = z.strictObject({
  fileName: z.string(),
  styles: z.string(),
  theme: z.string().nullable(),
  /** Twentieths of a point; null if the template's margins leave no room for a report. */
  margins: z
    .strictObject({
      top: z.number(),
      right: z.number(),
      bottom: z.number(),
      left: z.number(),
      header: z.number(),
      footer: z.number(),
    })
    .nullable(),
  /** null for a template without a letterhead, and for a template that an older version stored. */
  letterhead: Letterhead.nullable().default(null),
})
export type WordTemplate = z.infer<typeof WordTemplate>

const KEY = 'word-template'

export function getWordTemplate(sql: Sql): WordTemplate | null {
  const stored = getSetting(sql, KEY)
  return (stored === null ? null : parseSetting(WordTemplate, stored)) ?? null
}

export function saveWordTemplate(sql: Sql, template: WordTemplate): void {
  putSetting(sql, KEY, JSON.stringify(template))
}

export function removeWordTemplate(sql: Sql): void {
  sql('DELETE FROM setting WHERE key = ?').run(KEY)
}
