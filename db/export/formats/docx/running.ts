/** What stands above and below each page: the part of the report, its reference and level; who wrote it and when, and the page. */
import { element, join, type Markup } from '../../../formats/markup.ts'
import type { Report } from '../../report/report.ts'

/** Word puts in the heading of the part that the page is in, by the level of its style and so in any language of Word. */
export function header({ left, right }: Report['running']): Markup {
  return line('Header', field('STYLEREF 1', left), right)
}

export function footer({ foot }: Report['running']): Markup {
  return line('Footer', words(foot), join([field('PAGE', '1'), words(' / '), field('NUMPAGES', '1')]))
}

/** On the cover stands neither. */
export function nothing(): Markup {
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
