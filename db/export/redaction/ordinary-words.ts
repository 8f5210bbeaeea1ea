/**
 * Ordinary words that are also names. In lower case, or as a first name alone, they do not identify a person. Countries, cities, months and
 * days come from Unicode's language data (CLDR); the other words are listed here.
 */
import { fold } from '../../../core/fold.ts'

const words = `
art bill bob carol chance charity chase chuck clay colt curt dale dawn dean drew earl eve faith frank gene glen grace grant guy hank
harmony heath herb holly hope iris ivy jack jade jay jean jewel joy june lance lane laurel lee lily mark marina mercy miles misty nick
norm olive opal page pam pat patience pearl penny poppy ray reed rich rob robin rock rod rose ruby rusty sage sandy scarlet sky skip
star sterling stone storm sue summer terra tony trip trinity van victor victory vince violet wade ward will win
baker banks barber bell berry best bird bishop black bond booth bridge brook brooks brown bush butler carpenter case chambers church
coach cook cooper cross day drake duke early english farmer field fields fisher flowers ford forest fox freeman french frost gates glass
gold good gray green grey hall hand hardy head hill holder hood house hunt hunter judge keen key keys king knight lake lamb land law
list little long love low major marks marsh mason may mills moon moss noble north park parks parson piper pope porter potter power powers
price prince proctor queen quick read rice rivers root rush savage self sergeant sharp shepherd short silver singer small smart smith snow
song speaker spring steel strange street strong swift tailor taylor temple thorn tower town turner vale walker wall waters way weaver well
wells west wheeler white wild winter wise wolf wood woods worth young
blanche claire constance fleur fort grand gros marchand margot meunier moulin noir petit pierre prudence reine renard riche roi roux
sauvage bois bon blanc boucher boulanger chevalier fontaine france
angel angeles amparo blanco bueno calle campo campos casas castillo consuelo cruz dolores esperanza flores fuente fuentes guerra hierro
iglesias leal leon luna luz mayor mercedes mesa milagros montes nieto nieves paz pilar plaza prado ramos rey reyes rico rios rocio rojo
rosa rosario rubio salas salvador santos sierra sol soledad torres trinidad valle vega vera victoria
вера надежда любовь роман лев марк слава мир роза лилия майя виктория победа свет август кузнец медведь волк заяц орел воробей
мороз зима весна голова король князь поп судья молот мельник коваль бондарь
`

let all: ReadonlySet<string> | null = null

/** `word`: folded (lower case, without accents). */
export function isOrdinaryWord(word: string): boolean {
  all ??= new Set([...words.split(/\s+/), ...listPlacesAndTimes()].filter(Boolean).map(fold))
  return all.has(word)
}

function listPlacesAndTimes(): string[] {
  const languages = ['en', 'fr', 'es', 'ru']
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index))
  const codes = letters.flatMap((first) => letters.map((second) => first + second))
  const cities = Intl.supportedValuesOf('timeZone').map((zone) => zone.split('/').at(-1) ?? '')
  const named = languages.flatMap((language) => {
    const regions = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
    const listNames = (options: Intl.DateTimeFormatOptions, count: number, day: (index: number) => Date) => {
      const format = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' })
      return Array.from({ length: count }, (_, index) => format.format(day(index)))
    }
    return [
      ...codes.map((code) => regions.of(code) ?? ''),
      ...listNames({ month: 'long' }, 12, (index) => new Date(Date.UTC(2024, index, 1))),
      ...listNames({ weekday: 'long' }, 7, (index) => new Date(Date.UTC(2024, 0, index + 1))),
    ]
  })
  // Skips names of several words, since neither "New" nor "York" alone is the city.
  return [...named, ...cities].filter((name) => /^\p{L}+$/u.test(name))
}
