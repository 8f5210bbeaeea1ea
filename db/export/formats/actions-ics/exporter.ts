/** Tasks with assignee and due date, for a task list: iCalendar's VTODO (RFC 5545 §3.6.2). */
import { Temporal } from 'temporal-polyfill'
import { toInlineText } from '../../../../core/note-format/index.ts'
import { escapeText, writeContentLines } from '../../../formats/write-content-lines.ts'
import type { Exporter } from '../../report/exporter.ts'
import type { Report, ReportTask } from '../../report/report.ts'

export const actionsIcalendar: Exporter = {
  id: 'actions-ics',
  name: 'iCalendar',
  extension: 'ics',
  mimeType: 'text/calendar',
  about: 'actions',
  options: [],
  contentKind: 'data',
  render: (report) => new TextEncoder().encode(writeContentLines(writeTaskList(report))),
}

function writeTaskList(report: Report): string[] {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Rapporteur//Rapporteur//EN',
    'CALSCALE:GREGORIAN',
    `X-WR-CALNAME:${escapeText(report.title)}`,
    ...report.tasks.flatMap((task) => writeTodo(task, report)),
    'END:VCALENDAR',
  ]
}

/**
 * A task has the same UID in every file, so that a task list updates it instead of adding a second one. SEQUENCE grows with the revision of
 * its note. The dates have no time, so the calendar needs no time zone.
 */
function writeTodo(
  { uid, text, who, due, planned, done, session, note }: ReportTask,
  { t, conference }: Report,
): string[] {
  const changed = toUtc(note.updatedAt)
  // A task cannot start on its due date or later (RFC 5545 §3.8.2.3).
  const start = planned !== null && (due === null || planned < due) ? planned : null
  const description = [who.length > 0 && `${t('actionColumns.who')}: ${who.join(', ')}`, session, conference]
  return [
    'BEGIN:VTODO',
    `UID:${escapeText(uid)}`,
    `DTSTAMP:${changed}`,
    `LAST-MODIFIED:${changed}`,
    `CREATED:${toUtc(note.createdAt)}`,
    `SEQUENCE:${note.revision}`,
    `SUMMARY:${escapeText(toInlineText(text))}`,
    ...(start === null ? [] : [`DTSTART;VALUE=DATE:${start.replaceAll('-', '')}`]),
    ...(due === null ? [] : [`DUE;VALUE=DATE:${due.replaceAll('-', '')}`]),
    `DESCRIPTION:${escapeText(description.filter(Boolean).join('\n'))}`,
    ...(done ? ['STATUS:COMPLETED', 'PERCENT-COMPLETE:100'] : ['STATUS:NEEDS-ACTION']),
    'END:VTODO',
  ]
}

function toUtc(instant: string): string {
  const time = Temporal.Instant.from(instant).toString({ smallestUnit: 'second' })
  return time.replaceAll(/[-:]/g, '')
}
