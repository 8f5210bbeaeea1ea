/** The form below a selected picture: its description, its size, and actions. */
import type { EditorView } from 'prosemirror-view'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import {
  type AddPictures,
  getSelectedPicture,
  insertQuoteAfter,
  isInTableCell,
  removePicture,
  replacePicture,
  type SelectedPicture,
  setPicture,
} from '../plugins/pictures.ts'
import styles from './picture-form.module.css'
import { PictureText, usePictureText, type WatchText } from './picture-text.tsx'

type PictureFacts = { width: number; height: number; size: string; canShrink: boolean }
export type PictureTools = {
  add: AddPictures
  getFacts: (sha256: string) => Promise<PictureFacts | null>
  /** @returns the hash of a smaller picture to replace this one; null if there is none, which the implementation reports to the delegate */
  shrink: (sha256: string) => Promise<string | null>
  watchText: WatchText
  copyText: (text: string) => Promise<void>
}

const GAP_PX = 4
const EDGE_PX = 8
const MAX_PLACEHOLDER_LENGTH = 100

export function PictureForm({
  view,
  picture,
  tools,
  readOnly,
}: {
  view: EditorView
  picture: SelectedPicture
  tools: PictureTools
  /** If true, the form only offers to copy the picture's text. */
  readOnly: boolean
}) {
  const { t } = useTranslation()
  const { pos, sha256 } = picture
  const [alt, setAlt] = useState(picture.alt)
  const [facts, setFacts] = useState<PictureFacts | null>(null)
  const [isWorking, setWorking] = useState(false)
  const pictureText = usePictureText(sha256, tools.watchText)
  const form = useRef<HTMLFormElement>(null)
  // `picture` is up to one frame older than the document, so more may have been typed since.
  useEffect(() => setAlt(getSelectedPicture(view.state)?.alt ?? picture.alt), [view, picture.alt])
  useEffect(() => {
    let isCurrent = true
    void tools.getFacts(sha256).then((answer) => isCurrent && setFacts(answer))
    return () => {
      isCurrent = false
    }
  }, [sha256, tools])

  // The form follows the picture during scrolling, and stays in the window if it becomes taller when the picture's text arrives.
  useLayoutEffect(() => {
    const positionForm = () => {
      const dom = view.nodeDOM(pos)
      if (!form.current || !(dom instanceof Element)) return
      const { left, bottom } = dom.getBoundingClientRect()
      const { offsetWidth, offsetHeight } = form.current
      const maxLeft = window.innerWidth - offsetWidth - EDGE_PX
      const maxTop = window.innerHeight - offsetHeight - EDGE_PX
      form.current.style.left = `${Math.max(EDGE_PX, Math.min(left, maxLeft))}px`
      form.current.style.top = `${Math.max(EDGE_PX, Math.min(bottom + GAP_PX, maxTop))}px`
    }
    positionForm()
    const observer = new ResizeObserver(positionForm)
    if (form.current) observer.observe(form.current)
    window.addEventListener('scroll', positionForm, true)
    window.addEventListener('resize', positionForm)
    return () => {
      observer.disconnect()
      window.removeEventListener('scroll', positionForm, true)
      window.removeEventListener('resize', positionForm)
    }
  })

  const shrink = async () => {
    setWorking(true)
    const newSha256 = await tools.shrink(sha256)
    setWorking(false)
    if (view.isDestroyed) return
    if (newSha256 !== null) replacePicture(view, picture, newSha256)
    view.focus()
  }
  return (
    <form
      ref={form}
      aria-label={t('editor.picture.about')}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        view.focus()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') view.focus()
      }}
    >
      {!readOnly && (
        <>
          <label className={styles.alt}>
            {t('editor.picture.alt')}
            <input
              data-picture-alt
              value={alt}
              placeholder={pictureText?.text.replaceAll('\n', ' ').slice(0, MAX_PLACEHOLDER_LENGTH)}
              onChange={({ target }) => {
                setAlt(target.value)
                setPicture(view, pos, { alt: target.value })
              }}
            />
          </label>
          <p className={styles.facts}>{facts ? t('editor.picture.size', facts) : ' '}</p>
          <div className={styles.actions}>
            {facts?.canShrink && (
              <Button variant="quiet" isDisabled={isWorking} onPress={() => void shrink()}>
                {t('editor.picture.smaller')}
              </Button>
            )}
            <Button
              variant="quiet"
              onPress={() => {
                removePicture(view, pos)
                view.focus()
              }}
            >
              {t('editor.picture.remove')}
            </Button>
          </div>
        </>
      )}
      {pictureText !== undefined && (
        <PictureText
          read={pictureText}
          onCopy={(text) => void tools.copyText(text)}
          onQuote={
            readOnly || isInTableCell(view, pos)
              ? null
              : (text) => {
                  insertQuoteAfter(view, pos, text.split('\n'))
                  view.focus()
                }
          }
        />
      )}
    </form>
  )
}
