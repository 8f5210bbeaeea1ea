/**
 * Quotes the selected text of a document, the paragraph that a search led to, or the whole page, in the note of the document's session or
 * in another note.
 */
import { ChevronDown, TextQuote } from 'lucide-react'
import { type RefObject, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListedFile } from '../../../db/contract/index.ts'
import { now } from '../../lib/clock.ts'
import { getActiveMatch } from '../../lib/found-text.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { PickDialog } from '../../ui/pick-dialog.tsx'
import { quoteInNote } from '../notes/index.ts'
import { useConference } from '../sessions/index.ts'
import { type QuoteChoice, useQuoteChoices } from './quote-targets.ts'

export function QuoteButton({
  file,
  page,
  paragraphs,
  pane,
}: {
  file: ListedFile
  page: number
  /** The paragraphs of the page, which are quoted if nothing is selected or found. */
  paragraphs: readonly string[]
  pane: RefObject<HTMLElement | null>
}) {
  const { t } = useTranslation()
  const { timeZone } = useConference()
  const { title, sessions, pages } = file
  const choices = useQuoteChoices(sessions)
  // A document of several sessions belongs to no single note.
  const [session, ...others] = sessions
  const defaultChoice =
    session && others.length === 0 ? choices.find((choice) => choice.session === session) : undefined
  const [pendingParagraphs, setPendingParagraphs] = useState<readonly string[] | null>(null)
  const quote = async (choice: QuoteChoice, quoted: readonly string[]) => {
    const { writeQuotation } = await import('../../../core/note-format/index.ts')
    const source =
      pages > 1 ? t('documents.source', { title, number: page }) : t('documents.sourceWithoutPage', { title })
    const quotation = writeQuotation({ source, paragraphs: quoted, at: now(), timeZone })
    await quoteInNote(choice.getTarget(), quotation)
  }
  // Read before the dialog takes the focus, which removes the selection.
  const readParagraphs = () =>
    getSelectedParagraphs(pane.current) ?? getFoundParagraph(pane.current) ?? paragraphs
  const isEmpty = paragraphs.length === 0
  return (
    <>
      <Button
        label={
          defaultChoice ? t('documents.quoteIn', { name: defaultChoice.name }) : t('documents.quoteInOne')
        }
        isDisabled={isEmpty}
        onPress={() =>
          defaultChoice ? void quote(defaultChoice, readParagraphs()) : setPendingParagraphs(readParagraphs())
        }
      >
        <TextQuote aria-hidden />
        {t('documents.quote')}
      </Button>
      {defaultChoice && (
        <IconButton
          label={t('documents.quoteInOther')}
          isDisabled={isEmpty}
          onPress={() => setPendingParagraphs(readParagraphs())}
        >
          <ChevronDown aria-hidden />
        </IconButton>
      )}
      {pendingParagraphs && (
        <PickDialog
          title={t('documents.quoteTitle')}
          fieldLabel={t('documents.findNote')}
          listLabel={t('nav.notes')}
          items={choices}
          onPick={(choice) => void quote(choice, pendingParagraphs)}
          onClose={() => setPendingParagraphs(null)}
        />
      )}
    </>
  )
}

/** @returns null if no text of the pane is selected */
function getSelectedParagraphs(pane: HTMLElement | null): string[] | null {
  const selection = document.getSelection()
  if (!pane || !selection || selection.rangeCount === 0) return null
  if (!pane.contains(selection.getRangeAt(0).commonAncestorContainer)) return null
  const paragraphs = selection
    .toString()
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return paragraphs.length > 0 ? paragraphs : null
}

/** @returns null if no word that a search found is highlighted in the pane */
function getFoundParagraph(pane: HTMLElement | null): string[] | null {
  const paragraph = getActiveMatch()?.startContainer.parentElement?.closest('p')
  return pane && paragraph && pane.contains(paragraph) ? [paragraph.textContent ?? ''] : null
}
