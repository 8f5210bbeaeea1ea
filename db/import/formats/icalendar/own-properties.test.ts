import { describe, expect, test } from 'vitest'
import { calendar, event, parseCalendar as parse } from '../../testing/small-calendars.ts'

describe('Rapporteur’s own properties', () => {
  const own = (...lines: string[]) =>
    parse(
      calendar(
        event(
          [
            'DTSTART:20261227T120000Z',
            'CATEGORIES:Workshop,Social Web',
            'LOCATION:Hall, Paris',
            'DESCRIPTION:Speakers: Ada\\n\\nWords',
            ...lines,
          ].join('\r\n'),
        ),
      ),
    ).bundle

  test('override those for other programs', () => {
    const { rooms, speakers, sessions } = own(
      'X-RAPPORTEUR-KIND:talk',
      'X-RAPPORTEUR-TYPE:Podium\\, moderated',
      'X-RAPPORTEUR-ROOM:Hall\\nroom-1',
      'X-RAPPORTEUR-SPEAKER:Ada',
      'X-RAPPORTEUR-SPEAKER:Ada',
      'X-RAPPORTEUR-LANGUAGES:en,english,fr,en',
      'X-RAPPORTEUR-LEAD:Speakers: Ada',
      'X-RAPPORTEUR-RECORDING;OPT-OUT=TRUE:',
      'X-RAPPORTEUR-LINK;KIND=link:https://meet.example/x\\nJoin',
      'X-RAPPORTEUR-LINK;KIND=link:javascript:alert(1)',
      'CONFERENCE;LABEL=Call:https://meet.example/x',
    )
    expect(rooms).toMatchObject([{ guid: 'room-1', name: 'Hall' }])
    expect(speakers).toMatchObject([{ guid: 'Ada', name: 'Ada' }])
    expect(sessions).toMatchObject([
      {
        kind: 'talk',
        type: 'Podium, moderated',
        track: null,
        room: 'room-1',
        speakers: ['Ada'],
        languages: ['en', 'fr'],
        description: 'Words',
        recording: { licence: '', optOut: true },
        links: [{ kind: 'link', title: 'Join', url: 'https://meet.example/x' }],
      },
    ])
  })

  test('are ignored if the kind is invalid, and the lead if it is not in the description', () => {
    const { rooms, sessions } = own(
      'X-RAPPORTEUR-KIND:party',
      'X-RAPPORTEUR-ROOM:Other',
      'X-RAPPORTEUR-LABEL:Workshop 9',
      'X-RAPPORTEUR-LEAD:Speakers: Grace',
    )
    expect(rooms).toMatchObject([{ name: 'Hall, Paris' }])
    expect(sessions).toMatchObject([
      {
        ...{ kind: 'workshop', type: null, track: 'Social Web', label: null },
        description: 'Speakers: Ada\n\nWords',
      },
    ])
  })
})
