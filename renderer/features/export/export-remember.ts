/** Remembers the last choice for the next report. */
import { useEffect, useRef } from 'react'
import type { LastChoice } from '../../../db/contract/index.ts'
import { errorText } from '../../lib/error-text.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { call } from '../../lib/store-client.ts'
import { announce } from '../../ui/undo-bar.tsx'

export function useRememberedChoice(last: LastChoice): void {
  const { data: status } = useStoreQuery('status.get', {})
  const mayWrite = status?.readOnly === false
  const json = JSON.stringify(last)
  const kept = useRef(json)
  useEffect(() => {
    if (!mayWrite || json === kept.current) return
    kept.current = json
    call('presets.remember', JSON.parse(json) as LastChoice).catch((error) => announce(errorText(error)))
  }, [json, mayWrite])
}
