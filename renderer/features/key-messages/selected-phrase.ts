/** Words selected in the document. They are quoted or copied instead of the whole message. */
import type { Guid, KeyMessage } from '../../../db/model.ts'
import type { Chapter } from './key-message-text.ts'

/** `guid`: the message or point that the words begin in. @returns null if nothing of a message is selected */
export function getSelectedPhrase(pane: HTMLElement | null): { guid: Guid; text: string } | null {
  const selection = document.getSelection()
  if (!selection || selection.rangeCount === 0 || !pane) return null
  const { startContainer } = selection.getRangeAt(0)
  const text = selection.toString().replaceAll(/\s+/g, ' ').trim()
  if (text === '' || !pane.contains(startContainer)) return null
  const guid = startContainer.parentElement?.closest('[data-guid]')?.getAttribute('data-guid')
  return guid ? { guid: guid as Guid, text } : null
}

export function findMessage(chapters: readonly Chapter[], guid: Guid): KeyMessage | undefined {
  return chapters.flatMap(({ message, points }) => [message, ...points]).find((each) => each.guid === guid)
}
