import { SignIn, SignInError, generateKey } from '../../dist/src/browser.js';

/**
 * Signs in with a key that never leaves this browser: IndexedDB keeps `pair` as it is, though scripts cannot read it.
 *
 * @param askCode is given what was sent, and returns what the player typed
 */
export async function signIn(gateway, email, askCode) {
  const service = new SignIn(gateway);
  const sent = await service.sendCode(email, { locale: navigator.language });
  const key = await generateKey();
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (;;) {
    const code = await askCode(sent);
    try {
      return { ...(await service.confirm({ challengeId: sent.challengeId, code, key, timeZone })), key };
    } catch (e) {
      const mayTryAgain = e instanceof SignInError && e.code === 'invalid_code' && e.detail('attempts_left') !== '0';
      if (!mayTryAgain) {
        throw e;
      }
    }
  }
}
