import { element, type Markup } from '../../../formats/markup.ts'

/** A list of the document: null for bullets, otherwise its first number. Its index in the array plus one is its `numId`. */
export type ListStart = number | null

const LEVELS = 9
export const INDENT = 360
const BULLETS = ['•', '–', '▪']
const NUMBERS = ['decimal', 'lowerLetter', 'lowerRoman']

export function writeNumbering(namespaces: Record<string, string>, lists: readonly ListStart[]): Markup {
  return element(
    'w:numbering',
    namespaces,
    writeAbstractNumbering(0, 'bullet', (level) => ['bullet', BULLETS[level % BULLETS.length] ?? '•']),
    writeAbstractNumbering(1, 'decimal', (level) => [
      NUMBERS[level % NUMBERS.length] ?? 'decimal',
      `%${level + 1}.`,
    ]),
    ...lists.map((start, index) =>
      element(
        'w:num',
        { 'w:numId': index + 1 },
        element('w:abstractNumId', { 'w:val': start === null ? 0 : 1 }),
        // Each numbered list restarts its numbering.
        ...(start === null
          ? []
          : Array.from({ length: LEVELS }, (_, level) =>
              element('w:lvlOverride', { 'w:ilvl': level }, element('w:startOverride', { 'w:val': start })),
            )),
      ),
    ),
  )
}

function writeAbstractNumbering(
  id: number,
  kind: string,
  getFormat: (level: number) => [format: string, text: string],
): Markup {
  return element(
    'w:abstractNum',
    { 'w:abstractNumId': id },
    element('w:multiLevelType', { 'w:val': kind === 'bullet' ? 'hybridMultilevel' : 'multilevel' }),
    ...Array.from({ length: LEVELS }, (_, level) => {
      const [format, text] = getFormat(level)
      return element(
        'w:lvl',
        { 'w:ilvl': level },
        element('w:start', { 'w:val': 1 }),
        element('w:numFmt', { 'w:val': format }),
        element('w:lvlText', { 'w:val': text }),
        element('w:lvlJc', { 'w:val': 'left' }),
        element('w:pPr', {}, element('w:ind', { 'w:left': INDENT * (level + 1), 'w:hanging': INDENT })),
      )
    }),
  )
}
