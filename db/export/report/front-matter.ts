/** Builds the cover of a report, or its title and conference if it has no cover. */
import type { PhrasingContent, RootContent } from 'mdast'
import type { Cover } from './cover.ts'
import { heading, paragraph, strong, text } from './nodes.ts'
import type { Report } from './report.ts'

export function layOutFrontMatter(report: Report): RootContent[] {
  const { title, conference, facts, authors, cover, programmeVersion, level, t } = report
  const names = authors.map((author) => getAuthorName(author, report)).join(', ')
  if (!cover) {
    return [
      ...(level ? [paragraph('level', createLevel(level))] : []),
      heading(1, title),
      paragraph('subtitle', text(conference.join(' · '))),
      paragraph('facts', text([...facts, programmeVersion].filter(Boolean).join(' · '))),
      ...(names ? [paragraph('author', text(t('authors.notesBy', { names })))] : []),
    ]
  }
  const coverFacts = [...cover.facts, ...(names ? [{ label: t('cover.notes'), value: names }] : [])]
  return [
    ...officeLines(cover, level),
    heading(1, getShortTitle(report)),
    ...conference.map((line) => paragraph('subtitle', text(line))),
    paragraph('facts', text(facts.join(' · '))),
    ...coverFacts.map(({ label, value }) => paragraph('cover-fact', createLabel(label), text(`\t${value}`))),
    ...(cover.brief
      ? [paragraph('brief-title', strong(t('cover.brief'))), paragraph('brief', text(cover.brief))]
      : []),
    ...(programmeVersion ? [paragraph('programme', text(programmeVersion))] : []),
  ]
}

function createLabel(name: string): PhrasingContent {
  return { type: 'strong', children: [text(name)], data: { isLabel: true } }
}

function createLevel(level: string): PhrasingContent {
  return { type: 'strong', children: [text(level)], data: { isLevel: true } }
}

/** The level of confidentiality is at the end of the first line. */
function officeLines({ office: [first, ...others] }: Cover, level: string | null): RootContent[] {
  if (first === undefined) return level ? [paragraph('level', createLevel(level))] : []
  return [
    paragraph('office', text(first), ...(level ? [text('\t'), createLevel(level)] : [])),
    ...others.map((line) => paragraph('office', text(line))),
  ]
}

/** Shortens the default title, since the conference's name is below it. */
function getShortTitle({ title, source, t }: Report): string {
  return title === t('titles.report', { conference: source.conference.title }) ? t('titles.mission') : title
}

/** @returns the name, or “the author” or “a colleague” if it is unknown */
export function getAuthorName(
  { id, name }: Report['authors'][number],
  { source, t }: Pick<Report, 'source' | 't'>,
): string {
  return name || t(id === source.author.id ? 'authors.me' : 'authors.colleague')
}
