/** The words that the reader has selected in the document: these are quoted and copied, and not the whole message. */
import type { Guid, KeyMessage } from '../../../db/model.ts'
import type { Chapter } from './key-message-text.ts'

/** `guid`: of the message or point that they begin in. null where nothing of a message is selected. */
export function selectedPhrase(pane: HTMLElement | null): { guid: Guid; text: string } | null {
  const selection = document.getSelection()
  if (!selection || selection.rangeCount === 0 || !pane) return null
  const { startContainer } = selection.getRangeAt(0)
  const text = selection.toString().replaceAll(/\s+/g, ' ').trim()
  if (text === '' || !pane.contains(startContainer)) return null
  const guid = startContainer.parentElement?.closest('[data-guid]')?.getAttribute('data-guid')
  return guid ? { guid: guid as Guid, text } : null
}

export function messageIn(chapters: readonly Chapter[], guid: Guid): KeyMessage | undefined {
  return chapters.flatMap(({ message, points }) => [message, ...points]).find((each) => each.guid === guid)
}
