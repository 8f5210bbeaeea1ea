/** Lays out the user's marks and comments on key messages. */
import type { RootContent } from 'mdast'
import { createParagraph, createStrong, createText } from './nodes.ts'
import type { Report } from './report.ts'

/** The user's marks and comment, as a quotation below the message. */
export function getRemarkBlocks(guid: string, { remarks, t }: Report): RootContent[] {
  const remark = remarks.get(guid)
  if (!remark) return []
  const marks = remark.marks.map((mark) => t(`remarks.${mark}`)).join(' · ')
  const comment = remark.comment.split(/\n+/).filter((line) => line.trim() !== '')
  return [
    {
      type: 'blockquote',
      children: [
        ...(marks === '' ? [] : [createParagraph(null, createStrong(marks))]),
        ...comment.map((line) => createParagraph(null, createText(line))),
      ],
    },
  ]
}

/** Remarks on messages that the document no longer has. */
export function getRemovedMessageBlocks(report: Report): RootContent[] {
  const present = new Set<string>(report.source.keyMessages.map(({ guid }) => guid))
  const removed = [...report.remarks.keys()].filter((guid) => !present.has(guid))
  if (removed.length === 0) return []
  const blocks = removed.flatMap((guid) => getRemarkBlocks(guid, report))
  return [createParagraph(null, createStrong(report.t('remarks.removed'))), ...blocks]
}
