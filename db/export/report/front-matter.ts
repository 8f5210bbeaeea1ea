/** Builds the cover of a report, or its title and conference if it has no cover. */
import type { PhrasingContent, RootContent } from 'mdast'
import type { Cover } from './cover.ts'
import { createHeading, createParagraph, createStrong, createText } from './nodes.ts'
import type { Report } from './report.ts'

export function layOutFrontMatter(report: Report): RootContent[] {
  const { title, conference, facts, authors, cover, programmeVersion, level, t } = report
  const names = authors.map((author) => getAuthorName(author, report)).join(', ')
  if (!cover) {
    return [
      ...(level ? [createParagraph('level', createLevel(level))] : []),
      createHeading(1, title),
      createParagraph('subtitle', createText(conference.join(' · '))),
      createParagraph('facts', createText([...facts, programmeVersion].filter(Boolean).join(' · '))),
      ...(names ? [createParagraph('author', createText(t('authors.notesBy', { names })))] : []),
    ]
  }
  const coverFacts = [...cover.facts, ...(names ? [{ label: t('cover.notes'), value: names }] : [])]
  return [
    ...createOfficeLines(cover, level),
    createHeading(1, getShortTitle(report)),
    ...conference.map((line) => createParagraph('subtitle', createText(line))),
    createParagraph('facts', createText(facts.join(' · '))),
    ...coverFacts.map(({ label, value }) =>
      createParagraph('cover-fact', createLabel(label), createText(`\t${value}`)),
    ),
    ...(cover.brief
      ? [
          createParagraph('brief-title', createStrong(t('cover.brief'))),
          createParagraph('brief', createText(cover.brief)),
        ]
      : []),
    ...(programmeVersion ? [createParagraph('programme', createText(programmeVersion))] : []),
  ]
}

function createLabel(name: string): PhrasingContent {
  return { type: 'strong', children: [createText(name)], data: { isLabel: true } }
}

function createLevel(level: string): PhrasingContent {
  return { type: 'strong', children: [createText(level)], data: { isLevel: true } }
}

/** The level of confidentiality is at the end of the first line. */
function createOfficeLines({ office: [first, ...others] }: Cover, level: string | null): RootContent[] {
  if (first === undefined) return level ? [createParagraph('level', createLevel(level))] : []
  return [
    createParagraph('office', createText(first), ...(level ? [createText('\t'), createLevel(level)] : [])),
    ...others.map((line) => createParagraph('office', createText(line))),
  ]
}

/** Shortens the default title on a cover, where the conference's name is below it. */
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
