import { setDelays } from '../sql/delays.ts'
import type { HandlersOf } from './context.ts'

export const delays: HandlersOf<'delays'> = {
  'delays.set': ({ sql }, { conference, delays }) => {
    setDelays(sql, conference, delays)
    return null
  },
}
