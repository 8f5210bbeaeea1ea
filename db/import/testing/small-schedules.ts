/** Builds a schedule.xml with one day and one room, for details that real files seldom have. */
import { getBytes } from '../../testing/bundles.ts'
import { type ParsedInEnglish, parseWithEnglishWarnings } from '../../testing/parse-with-english-warnings.ts'
import type { ParseOptions } from '../importer.ts'

export const writeScheduleXml = (
  events: string,
  header = '<time_zone_name>Europe/Paris</time_zone_name>',
): string =>
  `<schedule><conference><title>Tiny 2026</title>${header}</conference><day date="2026-05-04"><room name="A">${events}</room></day></schedule>`

export const parseXml = (xml: string | Uint8Array, options: ParseOptions = {}): ParsedInEnglish =>
  parseWithEnglishWarnings(typeof xml === 'string' ? getBytes(xml) : xml, 'tiny.xml', options)
