import { element, type Markup } from '../../../formats/markup.ts'
import { INDENT_CM } from './style-collector.ts'

/** Prefix of the list style names used in notes. */
export const NOTE_LISTS = 'Note_20_'

function writeListStyle(name: string, level: (level: number) => Markup): Markup {
  return element(
    'text:list-style',
    { 'style:name': name },
    ...Array.from({ length: 10 }, (_, index) => level(index + 1)),
  )
}

/** `gutter`: the width of the column for times, in centimetres; 0 outside notes. */
export function writeListStyles(gutter: number): Markup[] {
  const prefix = gutter > 0 ? NOTE_LISTS : ''
  return [
    writeListStyle(`${prefix}Bullets`, (level) =>
      element(
        'text:list-level-style-bullet',
        { 'text:level': level, 'text:bullet-char': ['•', '–', '▪'][(level - 1) % 3] },
        writeLevelPosition(level, gutter),
      ),
    ),
    writeListStyle(`${prefix}Numbers`, (level) =>
      element(
        'text:list-level-style-number',
        {
          'text:level': level,
          'style:num-format': ['1', 'a', 'i'][(level - 1) % 3],
          'style:num-suffix': '.',
        },
        writeLevelPosition(level, gutter),
      ),
    ),
  ]
}

function writeLevelPosition(level: number, gutter: number): Markup {
  return element(
    'style:list-level-properties',
    { 'text:list-level-position-and-space-mode': 'label-alignment' },
    element('style:list-level-label-alignment', {
      'text:label-followed-by': 'listtab',
      'fo:text-indent': `-${INDENT_CM}cm`,
      'fo:margin-left': `${(gutter + level * INDENT_CM).toFixed(3)}cm`,
    }),
  )
}
