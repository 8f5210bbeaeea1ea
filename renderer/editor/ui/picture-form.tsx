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
  /** @returns a smaller picture to replace this one, or null if there is none, which is announced */
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
  /** Only the text can be copied. */
  readOnly: boolean
}) {
  const { t } = useTranslation()
  const { pos, sha256 } = picture
  const [alt, setAlt] = useState(picture.alt)
  const [known, setKnown] = useState<PictureFacts | null>(null)
  const [isWorking, setWorking] = useState(false)
  const read = usePictureText(sha256, tools.watchText)
  const form = useRef<HTMLFormElement>(null)
  // `picture` follows the document a frame later, when more may have been typed.
  useEffect(() => setAlt(getSelectedPicture(view.state)?.alt ?? picture.alt), [view, picture.alt])
  useEffect(() => {
    let isCurrent = true
    void tools.getFacts(sha256).then((answer) => isCurrent && setKnown(answer))
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
      form.current.style.left = `${Math.max(EDGE_PX, Math.min(left, window.innerWidth - offsetWidth - EDGE_PX))}px`
      form.current.style.top = `${Math.max(EDGE_PX, Math.min(bottom + GAP_PX, window.innerHeight - offsetHeight - EDGE_PX))}px`
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
    const smaller = await tools.shrink(sha256)
    setWorking(false)
    if (view.isDestroyed) return
    if (smaller !== null) replacePicture(view, picture, smaller)
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
              placeholder={read?.text.replaceAll('\n', ' ').slice(0, MAX_PLACEHOLDER_LENGTH)}
              onChange={({ target }) => {
                setAlt(target.value)
                setPicture(view, pos, { alt: target.value })
              }}
            />
          </label>
          <p className={styles.facts}>{known ? t('editor.picture.size', known) : ' '}</p>
          <div className={styles.actions}>
            {known?.canShrink && (
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
      {read !== undefined && (
        <PictureText
          read={read}
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
