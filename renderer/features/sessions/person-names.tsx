import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'

/** "Anna Ek, Jan Novák, Ivo Petrov and 4 more", each name with its card. A single further name is shown even beyond `maxNames`. */
export function PersonNames({
  names,
  maxNames = names.length,
}: {
  names: readonly string[]
  maxNames?: number
}) {
  const { t } = useTranslation()
  const hiddenCount = names.length - maxNames
  const shownNames = hiddenCount > 1 ? names.slice(0, maxNames) : names
  return (
    <>
      {shownNames.map((name, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name may occur twice, and there is no other key
        <Fragment key={index}>
          {index > 0 && ', '}
          <span data-person={name}>{name}</span>
        </Fragment>
      ))}
      {hiddenCount > 1 && ` ${t('session.others', { count: hiddenCount })}`}
    </>
  )
}
