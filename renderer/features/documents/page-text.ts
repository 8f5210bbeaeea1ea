/** The text of a document's page as paragraphs. Pure. */

/** A line of a printed page that is shorter than this share of the longest line ends its paragraph. */
const MAX_LAST_LINE = 0.75
/** The same share for a line that ends with a full stop. */
const MAX_LAST_LINE_WITH_STOP = 0.9

/** In a PDF, the lines of a printed paragraph are joined. In other kinds of document each line is a paragraph. */
export function toParagraphs(text: string, type: string): string[] {
  const lines = text.split('\n').filter((line) => line !== '')
  if (type !== 'application/pdf') return lines
  const longest = Math.max(...lines.map(({ length }) => length))
  const paragraphs: string[] = []
  let isOpen = false
  for (const line of lines) {
    const unfinished = isOpen && !startsItem(line) ? paragraphs.pop() : undefined
    paragraphs.push(unfinished === undefined ? line : join(unfinished, line))
    isOpen = !endsParagraph(line, longest)
  }
  return paragraphs
}

function endsParagraph(line: string, longest: number): boolean {
  const share = line.length / longest
  return share < MAX_LAST_LINE || (share < MAX_LAST_LINE_WITH_STOP && /[.:;!?…]["”»)]?$/.test(line))
}

/** Whether the line begins an item of a list, such as "2. Scope" or "– evidence". */
function startsItem(line: string): boolean {
  return /^(?:[-–—•*·▪]|\(?(?:\d{1,3}|[a-z])[.)])\s/i.test(line)
}

/** Joins two lines. A hyphen at the end of a line may belong to the word, so it stays. */
function join(unfinished: string, line: string): string {
  return /\p{Ll}-$/u.test(unfinished) ? unfinished + line : `${unfinished} ${line}`
}
