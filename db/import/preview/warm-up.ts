/**
 * A made-up schedule, read while the delegate still looks for theirs: by then the engine has compiled what reads one, and the first
 * file takes a third less time (`npm run bench -- import`). More rounds gain nothing.
 */

import { parseFile } from '../formats/index.ts'
import { pack } from '../matching/parsed-file.ts'

const EVENTS = 120
const ROUNDS = 6

export function warmUp(): void {
  // The engine compiles twice: for Latin letters alone, and for what has others.
  const files = ['', ' – “quoted” [1] > Ж 😀\n'].map((more) => new TextEncoder().encode(schedule(more)))
  for (let round = 0; round < ROUNDS; round += 1)
    for (const bytes of files) pack(parseFile(bytes, 'schedule.xml').bundle)
}

/** With what schedules have, and here and there have not: HTML and entities, people, links and attachments, times with an offset. */
function schedule(more: string): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const events = Array.from({ length: EVENTS }, (_, index) => {
    const start = `${two(9 + (index % 9))}:${two((index * 5) % 60)}`
    const paragraph = `<p>Point ${index} of the <em>agenda</em>: what is held by "providers" &amp; by whom, and which <a href="https://example.org/${index}">law</a> binds them.${more}</p>`
    return `<event id="${index}" guid="event-${index}">
      <date>2026-02-01T${start}:00+01:00</date><start>${start}</start><duration>00:${two(20 + (index % 4) * 5)}</duration>
      <room>Room ${index % 9}</room><slug>event-${index}</slug><url>https://example.org/event/${index}</url>
      <title>Session ${index}: law &amp; evidence${more.trim()}</title><subtitle/><track>Track ${index % 5}</track><type>lecture</type><language>en</language>
      <abstract>${escaped(paragraph)}</abstract><description>${escaped(paragraph.repeat(4 + (index % 6)))}</description>
      <feedback_url>https://example.org/feedback/${index}</feedback_url>${index % 5 === 0 ? '<recording><license>CC BY</license><optout>false</optout></recording>' : ''}
      <persons>${index % 8 === 0 ? '' : `<person id="${index}">Person ${index}${more.slice(0, 2)}</person><person id="${index % 7}">Person ${index % 7}</person>`}</persons>
      <attachments>${index % 3 === 0 ? '' : `<attachment href="https://example.org/${index}/slides.pdf?a=1&amp;b=2">Slides${more.trim()}</attachment>`}</attachments>
      <links><link href="https://example.org/${index}/video.webm">Recording</link><link href="https://example.org/${index}/more?in[${index}]=web">More</link><link href="https://example.org/feedback/${index}">Feedback</link></links>
    </event>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<schedule><conference><acronym>warm-up</acronym><title>Warm-up</title><start>2026-02-01</start><end>2026-02-01</end>
<time_zone_name>Europe/Brussels</time_zone_name></conference>
<day index="1" date="2026-02-01"><room name="Room 1">${events.join('')}</room></day></schedule>`
}

function escaped(html: string): string {
  return html.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
