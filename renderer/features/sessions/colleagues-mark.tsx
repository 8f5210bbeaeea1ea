import styles from './colleagues-mark.module.css'
import type { RowTexts } from './row-texts.ts'

/** The initials of the colleagues who attend a session, with a frame if there are several. Uses no hooks: see row-texts.ts. */
export function ColleaguesMark({ names, rowTexts }: { names: readonly string[]; rowTexts: RowTexts }) {
  return (
    <span className={styles.mark} data-several={names.length > 1} title={rowTexts.describeAttendees(names)}>
      <span aria-hidden>{rowTexts.formatInitials(names)}</span>
      <span className="visually-hidden">{rowTexts.describeAttendees(names)}</span>
    </span>
  )
}
