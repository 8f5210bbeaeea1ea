/** Shows the changes in a note since an earlier version: removed words are struck out, added words are underlined. */
import { Fragment, type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatTime } from '../../../../core/time.ts'
import styles from './version-changes.module.css'
import { type ComparedLine, compareNotes, type Mark, type Run, type Word } from './version-compare.ts'

/** The number of unchanged lines shown on either side of a change; the others are folded. */
const CONTEXT_LINES = 1

export function VersionChanges({
  before,
  after,
  timeZone,
}: {
  before: string
  after: string
  timeZone: string
}) {
  const { t } = useTranslation()
  const groups = useMemo(() => groupLines(compareNotes(before, after)), [before, after])
  if (groups.every(({ isFolded }) => isFolded)) return <p>{t('notePane.noChanges')}</p>
  // The lines do not change, so the index is a stable key.
  const renderLines = (shown: readonly ComparedLine[]) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    shown.map((line, index) => <Line key={index} line={line} timeZone={timeZone} />)
  return (
    <div className={styles.changes}>
      {groups.map((group, index) =>
        group.isFolded ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <details key={index} className={styles.folded}>
            <summary>{t('notePane.unchanged', { count: group.lines.length })}</summary>
            {renderLines(group.lines)}
          </details>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <Fragment key={index}>{renderLines(group.lines)}</Fragment>
        ),
      )}
    </div>
  )
}

type Group = { isFolded: boolean; lines: ComparedLine[] }

function groupLines(lines: readonly ComparedLine[]): Group[] {
  const isNear = lines.map((_, index) =>
    lines
      .slice(Math.max(0, index - CONTEXT_LINES), index + CONTEXT_LINES + 1)
      .some(({ change }) => change !== 'same'),
  )
  const groups: Group[] = []
  for (const [index, line] of lines.entries()) {
    const isFolded = !isNear[index]
    const lastGroup = groups.at(-1)
    if (lastGroup?.isFolded === isFolded) lastGroup.lines.push(line)
    else groups.push({ isFolded, lines: [line] })
  }
  // Folding a single line would save no space.
  return groups.map((group) => ({
    ...group,
    isFolded: group.isFolded && (group.lines.length > 1 || groups.length === 1),
  }))
}

function Line({ line, timeZone }: { line: ComparedLine; timeZone: string }) {
  const { kind, depth, instant, runs } = line
  return (
    <p data-kind={kind} style={{ marginInlineStart: `${depth * 24}px` }}>
      {instant && (
        <time dateTime={instant} className={styles.time}>
          {formatTime(instant, timeZone)}
        </time>
      )}
      {runs.map((run, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Fragment key={index}>{renderRun(run)}</Fragment>
      ))}
    </p>
  )
}

function renderRun({ change, words }: Run): ReactNode {
  const content = splitIntoPhrases(words).map(({ text, marks }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <Fragment key={index}>{marks.reduceRight<ReactNode>(markContent, text)}</Fragment>
  ))
  if (change === 'removed') return <del>{content}</del>
  return change === 'added' ? <ins>{content}</ins> : content
}

/** Joins consecutive words with the same marks. */
function splitIntoPhrases(words: readonly Word[]): Word[] {
  const result: Word[] = []
  for (const word of words) {
    const lastPhrase = result.at(-1)
    if (lastPhrase && lastPhrase.marks.join() === word.marks.join())
      result[result.length - 1] = { ...lastPhrase, text: lastPhrase.text + word.text }
    else result.push(word)
  }
  return result
}

function markContent(content: ReactNode, mark: Mark): ReactNode {
  switch (mark) {
    case 'emphasis':
      return <em>{content}</em>
    case 'strong':
      return <strong>{content}</strong>
    case 'delete':
      return <s>{content}</s>
    case 'highlight':
      return <mark>{content}</mark>
    case 'code':
      return <code>{content}</code>
    case 'link':
      return <span className={styles.link}>{content}</span>
  }
}
