/** The facts and counts on the cover of a report, and its running head. */
import { toLocalDate } from '../../../core/time.ts'
import type { Person } from '../../model.ts'
import type { ReportSource } from '../source/report-source.ts'
import type { ReportLanguage, TranslateReport } from '../source/translate.ts'
import { formatDate } from './report-words.ts'

export type Cover = {
  /** Office and division, or the delegation if there is neither. */
  office: string[]
  facts: { label: string; value: string }[]
  /** "3 decisions, 5 open tasks (first due on 25 November 2016), 2 open questions." */
  brief: string | null
}
/** The header and footer of each page. */
export type PageHeaders = { left: string; right: string; foot: string }

type ReportContent = {
  t: TranslateReport
  language: ReportLanguage
  options: {
    reference: string
    distribution: string
    confidentiality: ReportSource['notes'][number]['confidentiality']
    include: { actions: boolean; decisions: boolean; questions: boolean }
  }
  source: ReportSource
  /** Names of the sessions with notes. */
  sessions: string[]
  tasks: { done: boolean; due: string | null }[]
  decisions: unknown[]
  questions: unknown[]
}

/** The cover lists at most this many names; beyond that, only their number. */
const MAX_NAMES = 12

export function buildCover(content: ReportContent): Cover {
  const { t, language, options, source, sessions } = content
  const { name, delegation } = source.author
  const { role, office, division } = source.office
  const officeLines = [office, division].filter(Boolean)
  const attended =
    sessions.length > MAX_NAMES ? t('counted.sessions', { count: sessions.length }) : sessions.join(', ')
  const facts = [
    ['author', [name, name && role].filter(Boolean).join(', ')],
    ['delegation', officeLines.length > 0 ? delegation : ''],
    ['date', formatReportDate(source, language)],
    ['reference', options.reference],
    ['distribution', options.distribution],
    ['sessions', attended],
  ] as const
  return {
    office: officeLines.length > 0 ? officeLines : [delegation].filter(Boolean),
    facts: facts.flatMap(([fact, value]) => (value ? [{ label: t(`cover.${fact}`), value }] : [])),
    brief: summarise(content),
  }
}

/** "Internal"; null if the report may be shared. */
export function getLevelName({ options, t }: Pick<ReportContent, 'options' | 't'>): string | null {
  const { confidentiality } = options
  return confidentiality === 'shareable' ? null : t(`levels.${confidentiality}`)
}

/** `author`: null if the report does not name its author. */
export function buildRunningHead(
  { t, language, options, source }: Pick<ReportContent, 't' | 'language' | 'options' | 'source'>,
  title: string,
  author: Person | null,
): PageHeaders {
  const joinParts = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join(' · ')
  return {
    left: title.includes(source.conference.title) ? title : joinParts(title, source.conference.title),
    right: joinParts(options.reference, getLevelName({ options, t })),
    foot: [author?.name, formatReportDate(source, language)].filter(Boolean).join(', '),
  }
}

function formatReportDate({ madeAt, conference }: ReportSource, language: ReportLanguage): string {
  return formatDate(toLocalDate(madeAt, conference.timeZone), language)
}

function summarise(content: ReportContent): string | null {
  const { t, language, tasks, decisions, questions } = content
  const { include } = content.options
  const open = tasks.filter(({ done }) => !done)
  const [firstDue] = open.flatMap((task) => task.due ?? []).sort()
  const openCount = { count: open.length }
  const parts = [
    include.decisions && decisions.length > 0 && t('counted.decisions', { count: decisions.length }),
    include.actions &&
      open.length > 0 &&
      (firstDue === undefined
        ? t('counted.tasks', openCount)
        : t('counted.tasksDue', { ...openCount, date: formatDate(firstDue, language) })),
    include.questions && questions.length > 0 && t('counted.questions', { count: questions.length }),
  ].filter((part) => part !== false)
  return parts.length === 0 ? null : `${parts.join(', ')}.`
}
