import { type PublicKeyCredentialRequestOptionsJSON, startAuthentication } from '@simplewebauthn/browser'

/** Asks the reader's authenticator to confirm; the challenge is the hash of what was shown. Throws when declined. */
export async function confirmByPasskey(options: unknown): Promise<unknown> {
  if (!isRequest(options)) throw new Error('the server sent no WebAuthn request options')
  return startAuthentication({ optionsJSON: options })
}

function isRequest(value: unknown): value is PublicKeyCredentialRequestOptionsJSON {
  return typeof value === 'object' && value !== null && 'challenge' in value
}
