/** Asks for the address of a programme, and downloads it. */
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseAddress } from '../../../core/address.ts'
import { getMessageText } from '../../lib/message.ts'
import { download } from '../../lib/network.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { openFiles, prepareImport } from '../import/index.ts'

export function AddressDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isDownloading, setIsDownloading] = useState(false)
  const isOpen = useRef(true)
  useEffect(() => {
    isOpen.current = true
    return () => {
      isOpen.current = false
    }
  }, [])
  const downloadProgramme = async () => {
    if (isDownloading) return
    const address = parseAddress(typed)
    if (address === null) return setProblem(t('library.addressWrong'))
    setProblem(null)
    setIsDownloading(true)
    prepareImport()
    const answer = await download(address).finally(() => setIsDownloading(false))
    // The delegate has cancelled.
    if (!isOpen.current) return
    if (answer.kind === 'failed') setProblem(getMessageText(answer.problem))
    if (answer.kind !== 'file') return
    onClose()
    await openFiles([answer.file])
  }
  return (
    <Dialog
      role="dialog"
      title={t('library.addressTitle')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('library.cancel')}</Button>
          <Button variant="primary" isPending={isDownloading} onPress={() => void downloadProgramme()}>
            {t('library.get')}
          </Button>
        </>
      }
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void downloadProgramme()
        }}
      >
        <TextField
          autoFocus
          type="url"
          label={t('library.address')}
          value={typed}
          description={t('library.addressHint')}
          maxLength={2_000}
          placeholder="https://example.org/conference.rapporteur-pack"
          onChange={setTyped}
          {...(problem === null ? {} : { error: problem })}
        />
      </form>
    </Dialog>
  )
}
