/** The list of export formats. A new format needs its folder and a line here; dialogs, command line and preview use this list. */

import type { Exporter } from '../report/exporter.ts'
import { actionsCsv } from './actions-csv/exporter.ts'
import { actionsIcalendar } from './actions-ics/exporter.ts'
import { agendaPdf } from './agenda-pdf/exporter.ts'
import { contactsCsv } from './contacts-csv/exporter.ts'
import { daySheet } from './day-sheet/exporter.ts'
import { docx } from './docx/exporter.ts'
import { html } from './html/exporter.ts'
import { icalendar } from './icalendar/exporter.ts'
import { json } from './json/exporter.ts'
import { markdown } from './markdown/exporter.ts'
import { markdownFolder } from './markdown-folder/exporter.ts'
import { odt } from './odt/exporter.ts'
import { pdf } from './pdf/exporter.ts'
import { plainText } from './plain-text/exporter.ts'
import { vcard, vcard4 } from './vcard/exporter.ts'

export const exporters: readonly Exporter[] = [
  docx,
  pdf,
  odt,
  markdown,
  markdownFolder,
  html,
  plainText,
  json,
  actionsCsv,
  actionsIcalendar,
  contactsCsv,
  vcard,
  vcard4,
  icalendar,
  agendaPdf,
  daySheet,
]
