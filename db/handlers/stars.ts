import { listColleagueStars } from '../sql/colleague-stars.ts'
import { getPerson } from '../sql/people.ts'
import { listStars, setStar } from '../sql/stars.ts'
import type { HandlersOf } from './context.ts'

export const stars: HandlersOf<'stars'> = {
  'stars.list': ({ sql }, { conference }) => listStars(sql, conference),
  'stars.ofColleagues': ({ sql }, { conference }) =>
    listColleagueStars(sql, conference).map((stars) => ({
      ...stars,
      name: getPerson(sql, stars.person).name,
    })),

  'stars.set': (context, { conference, session, starred }) => {
    setStar(context, conference, session, starred)
    return null
  },

  'stars.swap': (context, { conference, from, to }) => {
    setStar(context, conference, from, false)
    setStar(context, conference, to, true)
    return null
  },
}
