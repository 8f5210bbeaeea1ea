/** Makes a certificate for localhost, since Node can read certificates but not write them. */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** Self-signed, for one day around now (RFC 5280). `names`: the DNS names for which it is valid. */
export function makeCertificate(names: readonly string[] = ['localhost']): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = sequence(identifier(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02))
  const name = sequence(
    tag(0x31, sequence(identifier(0x55, 0x04, 0x03), tag(0x0c, Buffer.from('Rapporteur test')))),
  )
  const alternatives = sequence(...names.map((one) => tag(0x82, Buffer.from(one))))
  const content = sequence(
    tag(0xa0, tag(0x02, Buffer.of(2))),
    tag(0x02, Buffer.concat([Buffer.of(1), randomBytes(8)])),
    algorithm,
    name,
    sequence(time(-1), time(1)),
    name,
    publicKey.export({ format: 'der', type: 'spki' }),
    tag(
      0xa3,
      sequence(
        sequence(identifier(0x55, 0x1d, 0x13), tag(0x04, sequence(tag(0x01, Buffer.of(0xff))))),
        sequence(identifier(0x55, 0x1d, 0x11), tag(0x04, alternatives)),
      ),
    ),
  )
  const signature = tag(0x03, Buffer.concat([Buffer.of(0), sign('sha256', content, privateKey)]))
  const body = sequence(content, algorithm, signature).toString('base64').replace(/.{64}/g, '$&\n')
  return {
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`,
  }
}

/** DER: a tag, the length, the content. */
function tag(type: number, content: Buffer): Buffer {
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.of(type, ...size), content])
}

const sequence = (...parts: Buffer[]): Buffer => tag(0x30, Buffer.concat(parts))
const identifier = (...bytes: number[]): Buffer => tag(0x06, Buffer.of(...bytes))

/** UTCTime, some days from now. */
function time(days: number): Buffer {
  const date = new Date(Date.now() + days * 86_400_000)
  return tag(0x17, Buffer.from(`${date.toISOString().slice(2, 19).replaceAll(/\D/g, '')}Z`))
}
