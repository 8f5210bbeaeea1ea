/** Header: part, reference and level. Footer: author, date and page. */
import { element, join, type Markup } from '../../../formats/markup.ts'
import type { Report } from '../../report/report.ts'

/**
 * `STYLEREF 1` shows the first heading of level 1 on the page, otherwise the last such heading before the page, in any language of Word.
 */
export function header({ left, right }: Report['running']): Markup {
  return line('Header', field('STYLEREF 1', left), right)
}

/** The header of the pages with the table of contents. No part begins before them, so they cannot name one. */
export function contentsHeader({ left, right }: Report['running']): Markup {
  return line('Header', words(left), right)
}

export function footer({ foot }: Report['running']): Markup {
  return line('Footer', words(foot), join([field('PAGE', '1'), words(' / '), field('NUMPAGES', '1')]))
}

/** The programme's version at the foot of the cover. */
export function writeCoverFoot(programmeVersion: string): Markup {
  const style = element('w:pPr', {}, element('w:pStyle', { 'w:val': 'ReportProgramme' }))
  return element('w:p', {}, style, words(programmeVersion))
}

/** An empty paragraph, for the cover, which has no header, or for an empty footer. */
export function makeEmptyParagraph(): Markup {
  return element('w:p', {})
}

function line(style: string, left: Markup, right: Markup | string): Markup {
  return element(
    'w:p',
    {},
    element('w:pPr', {}, element('w:pStyle', { 'w:val': style })),
    left,
    element('w:r', {}, element('w:tab')),
    typeof right === 'string' ? words(right) : right,
  )
}

function words(text: string): Markup {
  return text === '' ? join([]) : element('w:r', {}, element('w:t', { 'xml:space': 'preserve' }, text))
}

function field(instruction: string, stored: string): Markup {
  return element('w:fldSimple', { 'w:instr': instruction }, words(stored))
}
