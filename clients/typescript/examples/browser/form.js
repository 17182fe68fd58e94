import { signIn } from './sign-in.js';

const form = document.getElementById('form');
const output = document.getElementById('output');

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const data = new FormData(form);
  const askCode = async (sent) => prompt(`The ${sent.codeLength} digits of the mail`) ?? '';
  try {
    const session = await signIn(data.get('gateway'), data.get('email'), askCode);
    output.textContent = `Signed in as ${session.userId}, until ${session.expiresAt.toLocaleString()}.`;
  } catch (e) {
    output.textContent = e.message;
  }
});
