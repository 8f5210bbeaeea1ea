/** The language of the command line: from the environment or --locale; --json is in English unless --locale is given. */
import { expect, test } from 'vitest'
import { languages } from '../core/desktop.ts'
import { bundle, getBytes, session } from '../db/testing/bundles.ts'
import { commands } from './commands/index.ts'
import { addFile, prepareProfiles, runCli, runCliProcess } from './testing/run.ts'
import { findLanguage } from './texts.ts'

prepareProfiles()

test.each([
  [{}, 'en'],
  [{ LANG: 'fr_FR.UTF-8' }, 'fr'],
  [{ LANG: 'es' }, 'es'],
  [{ LANG: 'ru_RU@euro' }, 'ru'],
  [{ LANG: 'fr_FR', LC_MESSAGES: 'es_ES' }, 'es'],
  [{ LANG: 'fr_FR', LC_MESSAGES: 'es_ES', LC_ALL: 'ru_RU' }, 'ru'],
  [{ LANG: 'fr_FR', LC_ALL: '' }, 'fr'],
  [{ LANG: 'fr_FR', LC_ALL: 'C' }, 'en'],
  [{ LANG: 'fr_FR', LC_ALL: 'C.UTF-8' }, 'en'],
  [{ LANG: 'POSIX' }, 'en'],
  [{ LANG: 'de_DE.UTF-8' }, 'en'],
  [{ LANG: 'frp_FR' }, 'en'],
])('the environment %j gives the language %s', (env, language) => {
  expect(findLanguage(env)).toBe(language)
})

test.each([
  ['en', 'Usage:', 'Commands:', 'Did you mean list?', 'Nothing found.'],
  ['fr', 'Utilisation\u00a0:', 'Commandes\u00a0:', 'vouliez-vous dire list', 'Aucun résultat.'],
  ['es', 'Uso:', 'Comandos:', '¿quiso decir list?', 'No hay resultados.'],
  ['ru', 'Использование:', 'Команды:', 'имеется в виду list?', 'Ничего не найдено.'],
] as const)('help, refusals and results in %s', async (locale, usage, list, hint, nothing) => {
  const env = { LANG: locale }
  const help = (await runCli(['--help'], env)).stdout
  expect(help).toContain(usage)
  expect(help).toContain(list)
  expect(await runCli(['lst'], env)).toMatchObject({ status: 2, stderr: expect.stringContaining(hint) })
  expect(await runCli(['search', 'zzz', '--profile', 'here'], env)).toEqual({
    status: 0,
    stdout: `${nothing}\n`,
    stderr: '',
  })
})

test.each(languages)(
  'in %s every command explains itself, without unfilled placeholders',
  async (language) => {
    for (const { name } of commands) {
      const { status, stdout } = await runCli([...name.split(' '), '--help', '--locale', language])
      expect({ name, status }).toEqual({ name, status: 0 })
      expect(stdout, name).not.toMatch(/\{\{|undefined/)
    }
  },
)

test('errors of the store are translated too, and --locale takes precedence over the environment', async () => {
  const args = ['import', addFile('programme.json', '{ "conference": '), '--profile', 'here']
  const inFrench = await runCli(args, { LANG: 'fr' })
  expect(inFrench).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/^programme\.json|ligne|fichier/),
  })
  expect(await runCli([...args, '--locale', 'fr'], { LANG: 'ru' })).toEqual(inFrench)
  expect((await runCli(args)).stderr).not.toBe(inFrench.stderr)
})

test('faults of a pack are translated too, each with its line and a suggestion', async () => {
  const programme = bundle((made) => made.sessions.push(session('lost', { title: 'Clôture', room: 'hal' })))
  addFile('programme.json', getBytes(programme))
  addFile('pack.json', JSON.stringify({ publisher: 'Office', programme: 'programme.json', tilte: 'Days' }))
  const { status, stdout } = await runCli(['pack', 'check', 'pack.json'], { LANG: 'fr' })
  expect(status).toBe(1)
  expect(stdout).toMatch(
    /erreur\u00a0: pack\.json, ligne 1\u00a0: .*Vouliez-vous dire «\u00a0title\u00a0»\u00a0\?/,
  )
  expect(stdout).toMatch(
    /erreur\u00a0: programme\.json, ligne \d+\u00a0: sessions\[\d\]\.room \(«\u00a0Clôture\u00a0»\)\u00a0: .*«\u00a0hall\u00a0»\u00a0\?/,
  )
})

test('JSON output is in English in any environment, unless --locale is given', async () => {
  const args = ['list', '--conference', 'nope', '--json', '--profile', 'here']
  const english = await runCli(args)
  expect(JSON.parse(english.stdout).error.message).toMatch(/^There is no conference “nope”/)
  expect(await runCli(args, { LANG: 'ru_RU.UTF-8' })).toEqual(english)
  const { status, stdout } = await runCli([...args, '--locale', 'ru'])
  expect(status).toBe(1)
  expect(JSON.parse(stdout)).toEqual({
    error: { code: 'not-found', message: expect.stringMatching(/^На этом компьютере нет конференции/) },
  })
})

test('an unsupported language is refused, with a list of the supported ones', async () => {
  expect(await runCli(['list', '--locale', 'de'])).toEqual({
    status: 2,
    stdout: '',
    stderr: '--locale: expected one of en, fr, es, ru\n',
  })
})

test('the process takes the language from its environment', () => {
  const { status, stderr } = runCliProcess(['fly'], { env: { LC_ALL: 'es_ES.UTF-8' } })
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: 'No existe el comando «fly». --help muestra los comandos.\n',
  })
})
