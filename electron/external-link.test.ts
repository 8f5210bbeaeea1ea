import { expect, test } from 'vitest'
import { parseExternalLink } from './external-link.ts'

test('a web page is shown with its host', () => {
  expect(parseExternalLink('https://www.coe.int/octopus?a=1')).toEqual({
    kind: 'page',
    target: 'www.coe.int',
    url: 'https://www.coe.int/octopus?a=1',
  })
  expect(parseExternalLink('http://localhost:8080')?.target).toBe('localhost:8080')
  expect(parseExternalLink('https://соe.int/')?.target).toBe('xn--e-0tbi.int')
})

test.each([
  'https://www.coe.int@evil.example/',
  'https://user:secret@www.coe.int/',
  'https://:secret@www.coe.int/',
  'http://www.coe.int%2f@evil.example',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'smb://host/share',
  'ms-msdt:/id',
  'www.coe.int',
  ' ',
  'mailto:',
  'mailto:?subject=nobody',
  'mailto:%E0%A4%A',
  'mailto:a@example.org%22%20-attach',
  "mailto:x',attachment='/etc/passwd@example.org",
  'mailto:a@example.org?cc=nobody',
])('%s is not opened', (address) => {
  expect(parseExternalLink(address)).toBeNull()
})

test.each([
  ['mailto:octopus@example.org', 'octopus@example.org', 'mailto:octopus@example.org'],
  [
    'MAILTO:a+b@example.org,c@example.org',
    'a+b@example.org, c@example.org',
    'mailto:a%2Bb@example.org,c@example.org',
  ],
  [
    'mailto:?TO=a@example.org&cc=b@example.org',
    'a@example.org, b@example.org',
    'mailto:a@example.org?cc=b%40example.org',
  ],
  [
    'mailto:a@example.org?subject=A%20b&body=1%0A2&attach=/etc/passwd&attachment=x&bcc=d@example.org&X-Header=1',
    'a@example.org',
    'mailto:a@example.org?subject=A%20b&body=1%0D%0A2',
  ],
  [
    'mailto:a@example.org?subject=x%0D%0ABcc:%20d@example.org',
    'a@example.org',
    'mailto:a@example.org?subject=x%20Bcc%3A%20d%40example.org',
  ],
  [
    "mailto:a@example.org?body=it's',attachment='/etc/passwd",
    'a@example.org',
    `mailto:a@example.org?body=${encodeURIComponent('it’s’,attachment=’/etc/passwd')}`,
  ],
])('of %s only fields that the delegate sees are passed on', (address, target, url) => {
  expect(parseExternalLink(address)).toEqual({ kind: 'mail', target, url })
})
