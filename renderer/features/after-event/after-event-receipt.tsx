/** The deletion receipt, on screen and as a file: what was deleted, when, and the hashes of the kept files. No content. */
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { WipeResult } from '../../../db/contract/index.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { focusIfLost } from '../../lib/restore-focus.ts'
import { call } from '../../lib/store-client.ts'
import { useSystemFormat } from '../../lib/system-format.ts'
import { Button } from '../../ui/button.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import styles from './after-event.module.css'

export function AfterEventReceipt({ wiped }: { wiped: WipeResult }) {
  const { t } = useTranslation()
  const lines = useLines(wiped)
  const receipt = useRef<HTMLPreElement>(null)
  // The receipt replaces the form, whose pressed button had the focus.
  useEffect(() => focusIfLost(() => receipt.current), [])
  const save = async () => {
    const name = `${t('afterEvent.receiptName', { title: wiped.conference.title })}.txt`
    const grant = await window.desktop.chooseSave(name, [{ name: t('afterEvent.text'), extensions: ['txt'] }])
    if (!grant) return
    try {
      await call('afterEvent.saveReceipt', { grant: grant.token, text: `${lines.join('\n')}\n` })
      announce(t('export.saved', { name: grant.name }), {
        label: t('export.showInFolder'),
        run: () => void window.desktop.showInFolder(grant.token),
      })
    } catch (error) {
      announce(t('export.failed', { name: grant.name, reason: getErrorText(error) }))
    }
  }
  return (
    <>
      <pre ref={receipt} tabIndex={-1} className={styles.receipt}>
        {lines.join('\n')}
      </pre>
      <Button variant="primary" onPress={() => void save()}>
        {t('afterEvent.saveReceipt')}
      </Button>
    </>
  )
}

function useLines({ conference, at, verified, backup, ...counts }: WipeResult): string[] {
  const { t } = useTranslation()
  const { formatMoment, zone } = useSystemFormat()
  const kinds = [
    'notes',
    'versions',
    'contacts',
    'stars',
    'ownEntries',
    'remarks',
    'documents',
    'pictures',
    'records',
    'backups',
    'damaged',
  ] as const
  return [
    t('afterEvent.receipt.title', { title: conference.title }),
    `${formatMoment(at)} (${zone}) · ${at}`,
    '',
    t('afterEvent.receipt.deleted'),
    ...kinds
      .filter((kind) => kind === 'notes' || counts[kind] > 0)
      .map((kind) => `- ${t(`afterEvent.holds.${kind}`, { count: counts[kind] })}`),
    '',
    t('afterEvent.receipt.how'),
    t('afterEvent.receipt.newBackup', { name: backup }),
    '',
    verified.length > 0 ? t('afterEvent.receipt.verified') : t('afterEvent.receipt.noneVerified'),
    ...verified.map(({ fileName, sha256 }) => `- ${fileName}\n  SHA-256 ${sha256}`),
    '',
    t(window.desktop.isEncrypted ? 'afterEvent.receipt.drivesEncrypted' : 'afterEvent.receipt.drives'),
  ]
}
