/** The form for a link's address, at the caret. */
import type { EditorView } from 'prosemirror-view'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { type LinkRange, setLink } from '../commands/commands.ts'
import { completeAddress } from '../schema/links.ts'
import styles from './link-form.module.css'

/** Space to keep free right of and below the form's corner, so that the form stays in the window. */
const FORM_WIDTH_PX = 392
const FORM_HEIGHT_PX = 56

export function LinkForm({
  view,
  range,
  onClose,
}: {
  view: EditorView
  range: LinkRange
  onClose: () => void
}) {
  const { t } = useTranslation()
  const [href, setHref] = useState(range.href)
  const input = useRef<HTMLInputElement>(null)
  const { left, bottom } = view.coordsAtPos(range.from)
  useEffect(() => input.current?.select(), [])

  const finish = (address: string | null) => {
    onClose()
    if (address !== null) setLink({ ...range, href: address })(view.state, view.dispatch)
    view.focus()
  }
  const address = href.trim() === '' ? '' : completeAddress(href.trim())
  return (
    <form
      className={styles.form}
      style={{
        left: Math.min(left, window.innerWidth - FORM_WIDTH_PX),
        top: Math.min(bottom + 4, window.innerHeight - FORM_HEIGHT_PX),
      }}
      onSubmit={(event) => {
        event.preventDefault()
        if (address !== null) finish(address)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') finish(null)
      }}
      onBlur={(event) => {
        // A window that loses the focus also blurs the field; the address typed so far stays.
        if (document.hasFocus() && !event.currentTarget.contains(event.relatedTarget)) onClose()
      }}
    >
      <input
        ref={input}
        aria-label={t('editor.linkAddress')}
        aria-invalid={address === null}
        placeholder="https://"
        value={href}
        onChange={(event) => setHref(event.target.value)}
      />
      <Button type="submit" isDisabled={address === null}>
        {t(range.href !== '' && address === '' ? 'editor.linkRemove' : 'editor.linkSet')}
      </Button>
    </form>
  )
}
