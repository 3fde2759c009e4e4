import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'

/** An authenticator in software: one ES256 credential that signs whatever it is asked to, rightly or wrongly. */
export type Authenticator = {
  readonly id: string
  readonly register: (options: { challenge: string }) => unknown
  readonly assert: (options: { challenge: string }, wrong?: Wrong) => unknown
}

/** How an assertion may lie. */
export type Wrong = {
  readonly origin?: string
  readonly rpId?: string
  readonly challenge?: string
  readonly type?: string
  readonly flags?: number
  readonly key?: KeyObject
  readonly counter?: number
}

const origin = 'http://localhost:4173'
const rpId = 'localhost'
const present = 0x01
const verified = 0x04
const attested = 0x40

export function authenticator(): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const credential = randomBytes(32)
  const id = credential.toString('base64url')
  let counter = 0
  return {
    id,
    register: ({ challenge }) => {
      const data = Buffer.concat([
        head(rpId, present | verified | attested, 0),
        Buffer.alloc(16),
        Buffer.from([0, credential.length]),
        credential,
        coseKey(publicKey),
      ])
      return {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: clientData({ type: 'webauthn.create', challenge, origin }).toString('base64url'),
          attestationObject: noneAttestation(data).toString('base64url'),
          transports: ['internal'],
        },
      }
    },
    assert: ({ challenge }, wrong = {}) => {
      counter = wrong.counter ?? counter + 1
      const data = head(wrong.rpId ?? rpId, wrong.flags ?? present | verified, counter)
      const client = clientData({
        type: wrong.type ?? 'webauthn.get',
        challenge: wrong.challenge ?? challenge,
        origin: wrong.origin ?? origin,
      })
      const signed = Buffer.concat([data, createHash('sha256').update(client).digest()])
      return {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          authenticatorData: data.toString('base64url'),
          clientDataJSON: client.toString('base64url'),
          signature: createSign('sha256')
            .update(signed)
            .sign(wrong.key ?? privateKey)
            .toString('base64url'),
        },
      }
    },
  }
}

function head(party: string, flags: number, counter: number): Buffer {
  const rest = Buffer.alloc(5)
  rest.writeUInt8(flags, 0)
  rest.writeUInt32BE(counter, 1)
  return Buffer.concat([createHash('sha256').update(party).digest(), rest])
}

function clientData(said: { type: string; challenge: string; origin: string }): Buffer {
  return Buffer.from(JSON.stringify({ ...said, crossOrigin: false }))
}

/** COSE_Key of a P-256 key (RFC 9053 7.1.1): a map of five, written by hand. */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]),
    Buffer.from(x, 'base64url'),
    Buffer.from([0x22, 0x58, 0x20]),
    Buffer.from(y, 'base64url'),
  ])
}

/** `{fmt: "none", attStmt: {}, authData}` in CBOR (RFC 8949). */
function noneAttestation(data: Buffer): Buffer {
  const text = (word: string) => Buffer.concat([Buffer.from([0x60 + word.length]), Buffer.from(word)])
  const length = Buffer.from([0x58, data.length])
  return Buffer.concat([
    Buffer.from([0xa3]),
    text('fmt'),
    text('none'),
    text('attStmt'),
    Buffer.from([0xa0]),
    text('authData'),
    data.length > 255 ? Buffer.from([0x59, data.length >> 8, data.length & 255]) : length,
    data,
  ])
}
