/** Words without a meaning of their own in the four languages: a text need not contain them. */
const STOP_WORDS = new Set(
  `a an and are as at be been but by can could did do does for from had has have he her his how i if in into is it its may me my no
   not of on or our she should so such than that the their them then there these they this those to was we were what when where which
   who why will with would you your
   au aux avec ce ces cet cette dans de des du elle elles en est et eux il ils je la le les leur leurs lui mais me ne nos notre nous ou
   ou par pas pour qu que quel quelle quelles quels qui sa se ses si son sont sur ta te tu un une vos votre vous y etre ete
   quoi l d n s c j m
   al como con cual cuales cuando del donde el ella ellas ellos en entre era es esa ese eso esta estan este esto estos fue ha han hay la
   las lo los mas mi muy nos o para pero por porque que quien se ser si sin sobre son su sus tambien un una unas uno unos y ya
   а без бы был была были было быть в во вы где для до его ее если есть же за и из или им их к как какие какой кто ли мы на над не него
   нет но о об он она они от по под при с со так такой то только у чем что чтобы эта эти это этот я`
    .split(/\s+/)
    .filter(Boolean),
)

/** `term`: as `toTerms` returns it, so without accents on Latin letters (db/sql/search/stems.ts). */
export function isStopWord(term: string): boolean {
  return STOP_WORDS.has(term)
}
