/** The cover of a report, or its title and conference where it has no cover. */
import type { RootContent } from 'mdast'
import { coverHeadings } from '../source/cover-headings.ts'
import type { Headings } from '../source/headings.ts'
import type { Cover } from './cover.ts'
import { heading, paragraph, strong, text } from './nodes.ts'
import type { Report } from './report.ts'

export function layOutFrontMatter(report: Report): RootContent[] {
  const { title, conference, facts, authors, cover, programmeVersion, level, headings } = report
  const notesBy = authors.length > 0 ? [paragraph('author', text(namesOf(report)))] : []
  if (!cover) {
    return [
      ...(level ? [paragraph('level', strong(level))] : []),
      heading(1, title),
      paragraph('subtitle', text(conference.join(' · '))),
      paragraph('facts', text([...facts, programmeVersion].filter(Boolean).join(' · '))),
      ...notesBy,
    ]
  }
  return [
    ...officeLines(cover, level),
    heading(1, shortTitle(report, headings)),
    ...conference.map((line) => paragraph('subtitle', text(line))),
    paragraph('facts', text(facts.join(' · '))),
    ...cover.facts.map(({ label, value }) => paragraph('cover-fact', strong(label), text(`\t${value}`))),
    ...notesBy,
    ...(cover.brief
      ? [
          paragraph('brief-title', strong(coverHeadings[report.language].brief)),
          paragraph('brief', text(cover.brief)),
        ]
      : []),
    ...(programmeVersion ? [paragraph('programme', text(programmeVersion))] : []),
  ]
}

/** The level stands at the end of the first line. */
function officeLines({ office: [first, ...others] }: Cover, level: string | null): RootContent[] {
  if (first === undefined) return level ? [paragraph('level', strong(level))] : []
  return [
    paragraph('office', text(first), ...(level ? [text('\t'), strong(level)] : [])),
    ...others.map((line) => paragraph('office', text(line))),
  ]
}

/** The conference stands below the title, so the usual title leaves it out. */
function shortTitle({ title, source, language }: Report, { missionReport }: Headings): string {
  return title === missionReport(source.conference.title) ? coverHeadings[language].title : title
}

function namesOf({ authors, headings, ...report }: Report): string {
  return headings.notesBy(authors.map((author) => nameOfAuthor(author, report)).join(', '))
}

/** Falls back to “the author” or “a colleague”. */
export function nameOfAuthor(
  { id, name }: Report['authors'][number],
  { source, language }: Pick<Report, 'source' | 'language'>,
): string {
  const { theAuthor, aColleague } = coverHeadings[language]
  return name || (id === source.author.id ? theAuthor : aColleague)
}
