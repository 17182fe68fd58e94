// Signs in, reads the account, renames the player, and waits until the stream says so.
//
//   GATEWAY_URL=http://127.0.0.1:8080 GATEWAY_TARGET=http://127.0.0.1:9443 MANAGEMENT_URL=http://127.0.0.1:8090 \
//     node examples/node.mjs pilot@example.com "Nova Pilot"
//
// Without MANAGEMENT_URL, whose outbox has the mails where no relay is set, the code is asked for.
import { createInterface } from 'node:readline/promises';
import { GatewayClient, generatePair, importKey } from '../dist/src/node.js';

const [email, name] = process.argv.slice(2);
if (email === undefined || name === undefined) {
  console.error('give an e-mail address and a race name');
  process.exit(2);
}

async function code(sent) {
  const management = process.env.MANAGEMENT_URL;
  if (management === undefined) {
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    const typed = await terminal.question(`the ${sent.codeLength} digits of the mail: `);
    terminal.close();
    return typed;
  }
  for (;;) {
    const outbox = `${management}/outbox?to=${encodeURIComponent(email)}`;
    const mails = await (await fetch(outbox, { headers: { accept: 'application/json' } })).json();
    const found = mails.items.find((mail) => mail.code);
    if (found !== undefined) {
      return found.code;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const client = new GatewayClient({
  url: process.env.GATEWAY_URL ?? 'http://127.0.0.1:8080',
  target: process.env.GATEWAY_TARGET ?? 'http://127.0.0.1:9443',
});
try {
  const sent = await client.signIn.sendCode(email, { locale: 'en' });
  // The halves of the pair and the id of the session are what a game keeps: writeSession and readSession do it.
  const key = await importKey(await generatePair());
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const signedIn = await client.signIn.confirm({ challengeId: sent.challengeId, code: await code(sent), key, timeZone });
  console.log(`signed in as ${signedIn.userId}`);
  const session = { deviceSessionId: signedIn.deviceSessionId, key };

  const account = await client.call(session, 'user.account.get', {});
  console.log(`race name ${account.raceName}, plan ${account.entitlement?.planCode}`);

  for await (const event of client.subscribe(session)) {
    console.log(`event ${event.kind}`);
    if (event.kind === 'opened') {
      const renamed = await client.call(session, 'user.profile.update', { raceName: name });
      console.log(`renamed to ${renamed.raceName}`);
    } else if (event.kind === 'account_changed') {
      break;
    }
  }
  await client.call(session, 'session.revoke', { deviceSessionId: signedIn.deviceSessionId });
  console.log('signed out');
} finally {
  client.close();
}
