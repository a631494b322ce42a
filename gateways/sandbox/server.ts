import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { pino, type Logger } from 'pino';
import { z } from 'zod';
import { BankBook } from './bank-book.js';
import { BankCallbacks } from './bank-callbacks.js';
import { bankRoutes } from './bank-routes.js';
import { CallbackSender } from './callback-sender.js';
import { holdUntilCallerLeaves } from './hold.js';
import { IdentityDesk } from './identity-desk.js';
import { Mailbox } from './mailbox.js';
import { NOT_FOUND, SandboxProblem, answerProblem } from './problem.js';
import { identityRequestSchema, noticeRequestSchema } from './requests.js';
import { RAW_BODY, readSigned } from './signed-body.js';

const CALLBACK_DELAY_MS_DEFAULT = 15;
const MAILBOX_LIMIT_DEFAULT = 50;
const MAILBOX_LIMIT_MAX = 500;

export interface SandboxOptions {
  /** 0: any free port. */
  readonly port: number;
  readonly host: string;
  readonly secret: string;
  readonly dataDir: string;
  readonly callbackDelayMs?: number;
  readonly seed?: number;
  readonly logger?: Logger;
  readonly now?: () => number;
}

export interface Sandbox {
  readonly port: number;
  /** Drops open connections; what was acknowledged is on the disk, and open callbacks go on at the next start. */
  close(): Promise<void>;
}

interface Services {
  readonly book: BankBook;
  readonly desk: IdentityDesk;
  readonly mailbox: Mailbox;
  readonly callbacks: BankCallbacks;
  readonly secret: string;
  readonly now: () => number;
}

const mailboxQuerySchema = z.object({
  to: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(MAILBOX_LIMIT_MAX).default(MAILBOX_LIMIT_DEFAULT),
});

function routed(services: Services, callbackDelayMs: number, logger: Logger): Express {
  const { book, desk, mailbox, secret, now } = services;
  const app = express().disable('x-powered-by').disable('etag');

  app.get('/health', (_req, res) => {
    const isWritable = book.isWritable && desk.isWritable && mailbox.isWritable;
    res.status(isWritable ? 200 : 503).json({ status: isWritable ? 'ok' : 'storage-failed' });
  });
  app.use('/bank', bankRoutes(services, callbackDelayMs));
  app.post('/identity/checks', RAW_BODY, async (req, res) => {
    const answer = await desk.check(readSigned(req, identityRequestSchema, secret, now()));
    if (answer === null) await holdUntilCallerLeaves(res);
    else res.json(answer);
  });
  app.post('/notices', RAW_BODY, async (req, res) => {
    const { noticeId } = await mailbox.send(readSigned(req, noticeRequestSchema, secret, now()));
    res.status(201).json({ noticeId });
  });
  app.get('/mailbox', (req, res) => {
    const query = mailboxQuerySchema.safeParse(req.query);
    if (!query.success) {
      const param = query.error.issues[0]?.path.join('.') ?? '';
      throw new SandboxProblem(422, 'invalid-request', `Use ?to=…&limit=1..${MAILBOX_LIMIT_MAX}.`, param);
    }
    const notices = mailbox.list(query.data.to ?? null, query.data.limit);
    res.json({ notices: notices.map(({ request, ...notice }) => ({ ...notice, ...request })) });
  });
  app.use(NOT_FOUND);
  app.use(answerProblem(logger));
  return app;
}

async function listen(app: Express, port: number, host: string) {
  return await new Promise<ReturnType<Express['listen']>>((resolve, reject) => {
    const server = app.listen(port, host, (error?: Error) => {
      if (error === undefined) resolve(server);
      else reject(error);
    });
  });
}

/**
 * Starts the sandbox bank, identity check and notifier on one port.
 *
 * @throws Error when the port is taken or a file in `dataDir` is not one of ours
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { secret, dataDir, callbackDelayMs = CALLBACK_DELAY_MS_DEFAULT, seed = 0, now = Date.now } = options;
  const logger = options.logger ?? pino({ level: 'silent' });
  const book = await BankBook.open(dataDir, { now, callbackDelayMs, seed });
  const desk = await IdentityDesk.open(dataDir, secret, now);
  const mailbox = await Mailbox.open(dataDir, now);
  const callbacks = new BankCallbacks(book, new CallbackSender(secret, now, logger), now);
  const services: Services = { book, desk, mailbox, callbacks, secret, now };
  const closeFiles = async () => {
    await Promise.all([book.close(), desk.close(), mailbox.close()]);
  };
  const server = await listen(routed(services, callbackDelayMs, logger), options.port, options.host).catch(
    async (thrown: unknown) => {
      await closeFiles();
      throw thrown;
    },
  );
  callbacks.resume();
  return {
    port: (server.address() as AddressInfo).port, // it listens on a port, so it is not a pipe's name
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections(); // held answers would keep it open
      await closed;
      await callbacks.stop();
      await closeFiles();
    },
  };
}
