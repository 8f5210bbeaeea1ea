/** Writes the report for support, in English, since its readers are the developers. */
import type { Desktop } from '../../../core/desktop.ts'
import type { StoreStatus, SupportFacts } from '../../../db/contract/index.ts'

export type SupportReportInput = {
  desktop: Pick<Desktop, 'platform' | 'versions' | 'isSandboxed' | 'locale'>
  status: StoreStatus | undefined
  /** undefined while the database cannot be read */
  facts: SupportFacts | undefined
  language: string
  window: { width: number; height: number; scale: number }
}

/** @returns versions, sizes and counts, without paths, names or anything that the delegate or an organiser wrote */
export function writeSupportReport({ desktop, status, facts, language, window }: SupportReportInput): string {
  const { app, electron, chrome, node } = desktop.versions
  const formatMegabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
  const sections: Record<string, Record<string, string | number | boolean>> = {
    Rapporteur: { version: app, language, sandbox: desktop.isSandboxed },
    Runtime: { electron, chromium: chrome, node, sqlite: status?.sqlite ?? 'unknown' },
    System: {
      platform: desktop.platform,
      ...(facts && {
        release: facts.system.release,
        processor: `${facts.system.processor}, ${facts.system.processors}`,
        memory: formatMegabytes(facts.system.memoryBytes),
      }),
      locale: desktop.locale,
      window: `${window.width} × ${window.height}, scale ${window.scale}`,
    },
    Notebook: {
      state: status?.state ?? 'unknown',
      'read-only': status?.readOnly ?? 'unknown',
      damage: status?.damage?.finding ?? 'none',
      problem: status?.problem?.code ?? 'none',
      'backup problem': status?.backupProblem?.code ?? 'none',
      'log kept': status?.keptLog != null,
      ...(facts && {
        schema: facts.database.schema,
        size: formatMegabytes(facts.database.bytes),
        'free pages': facts.database.freePages,
      }),
    },
    Rows: facts?.rows ?? {},
  }
  return Object.entries(sections)
    .map(([title, lines]) =>
      [title, ...Object.entries(lines).map(([name, value]) => `  ${name}: ${value}`), ''].join('\n'),
    )
    .join('\n')
}
