/** Letters by SMTP. What a mail server says is turned into faults here; nothing else in the server knows SMTP. */
import { createTransport } from 'nodemailer';
import { Fault } from '../faults.ts';

/** Where letters are handed over, and who they are from. */
export interface MailSettings {
  /** `smtp://` (with STARTTLS, except on this machine) or `smtps://`, with user and password where it wants them. */
  readonly url: string;
  readonly from: string;
}

export interface Letter {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same for the same letter, so that a mailbox can tell one that comes twice. */
  readonly id: string;
}

export interface Mail {
  /** Resolves when the server has taken the letter over. Faults: `mail-refused` is about this letter alone. */
  send(letter: Letter): Promise<void>;
  /** Connects and signs in, or faults; the server's name. */
  reach(): Promise<string>;
}

/** How long a server may take for its greeting, and for an answer. */
const patienceMs = 30_000;

export function mailOf(settings: MailSettings | undefined): Mail | undefined {
  return settings === undefined ? undefined : smtpMail(settings);
}

function smtpMail({ url, from }: MailSettings): Mail {
  const { hostname, host } = new URL(url);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  const open = (): ReturnType<typeof createTransport> =>
    createTransport(
      {
        url,
        requireTLS: !isLocal,
        connectionTimeout: patienceMs,
        greetingTimeout: patienceMs,
        socketTimeout: patienceMs,
      },
      { from },
    );
  return {
    send: async ({ to, subject, text, html, id }) => {
      const messageId = `<${id}@${/@([^>\s]+)/.exec(from)?.[1] ?? 'todoku'}>`;
      const transport = open();
      try {
        // As RFC 3834 asks of letters that nobody wrote: holiday notices are not sent in answer.
        await transport.sendMail({
          to,
          subject,
          text,
          html,
          messageId,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        throw faultOf(error, host);
      } finally {
        transport.close();
      }
    },
    reach: async () => {
      const transport = open();
      try {
        await transport.verify();
        return host;
      } catch (error) {
        throw faultOf(error, host);
      } finally {
        transport.close();
      }
    },
  };
}

/** What a week with a digest wants. */
export function mailMissing(): Fault {
  return new Fault('setup', 'mail-not-configured', 'The week has a digest, and there is no mail server to send it.', {
    next: 'Set TODOKU_SMTP_URL and TODOKU_MAIL_FROM, or remove digest: from todoku.yml.',
  });
}

/** Codes of nodemailer (its documentation, "Error codes"); replies of 500 and above are for good (RFC 5321, 4.2.1). */
function faultOf(cause: unknown, host: string): Fault {
  const { code, responseCode, response } = cause as { code?: unknown; responseCode?: unknown; response?: unknown }; // an Error of nodemailer
  const reply = typeof response === 'string' ? response : cause instanceof Error ? cause.message : String(cause);
  const isForGood = typeof responseCode === 'number' ? responseCode >= 500 : code === 'EENVELOPE';
  if (code === 'EAUTH' || code === 'ENOAUTH') {
    return new Fault('setup', 'mail-sign-in', `${host} does not let us in: ${reply}`, {
      next: 'Correct user and password in TODOKU_SMTP_URL.',
      cause,
    });
  }
  if (code === 'ETLS') {
    return new Fault('setup', 'mail-not-encrypted', `${host} does not encrypt: ${reply}`, {
      next: 'Name a server with TLS: smtps://, or smtp:// with STARTTLS.',
      cause,
    });
  }
  if (isForGood) {
    return new Fault('setup', 'mail-refused', `${host} does not take the letter: ${reply}`, {
      next: 'Correct the address of the person, or TODOKU_MAIL_FROM.',
      cause,
    });
  }
  return new Fault('transient', 'mail-unreachable', `${host} cannot be reached: ${reply}`, {
    next: 'Try again later; look at TODOKU_SMTP_URL when it stays so.',
    cause,
  });
}
