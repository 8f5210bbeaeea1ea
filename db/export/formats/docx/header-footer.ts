/** Writes the header (part, reference and level of confidentiality) and the footer (author, date and page). */
import { element, join, type Markup } from '../../../formats/markup.ts'
import type { Report } from '../../report/report.ts'

/**
 * `STYLEREF 1` shows the first heading of level 1 on the page, otherwise the last such heading before the page, in any language of Word.
 */
export function writeHeader({ left, right }: Report['running']): Markup {
  return writeLine('Header', writeField('STYLEREF 1', left), right)
}

/** The header of the pages with the table of contents. No part begins before them, so they cannot name one. */
export function writeContentsHeader({ left, right }: Report['running']): Markup {
  return writeLine('Header', writeRun(left), right)
}

export function writeFooter({ foot }: Report['running']): Markup {
  return writeLine(
    'Footer',
    writeRun(foot),
    join([writeField('PAGE', '1'), writeRun(' / '), writeField('NUMPAGES', '1')]),
  )
}

/** The programme's version at the foot of the cover. */
export function writeCoverFoot(programmeVersion: string): Markup {
  const style = element('w:pPr', {}, element('w:pStyle', { 'w:val': 'ReportProgramme' }))
  return element('w:p', {}, style, writeRun(programmeVersion))
}

/** An empty paragraph, for the cover, which has no header, or for an empty footer. */
export function makeEmptyParagraph(): Markup {
  return element('w:p', {})
}

function writeLine(style: string, left: Markup, right: Markup | string): Markup {
  return element(
    'w:p',
    {},
    element('w:pPr', {}, element('w:pStyle', { 'w:val': style })),
    left,
    element('w:r', {}, element('w:tab')),
    typeof right === 'string' ? writeRun(right) : right,
  )
}

function writeRun(text: string): Markup {
  return text === '' ? join([]) : element('w:r', {}, element('w:t', { 'xml:space': 'preserve' }, text))
}

function writeField(instruction: string, initialText: string): Markup {
  return element('w:fldSimple', { 'w:instr': instruction }, writeRun(initialText))
}
