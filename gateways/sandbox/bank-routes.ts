import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { MovementKind } from '../ports.js';
import type { BankBook } from './bank-book.js';
import type { BankCallbacks } from './bank-callbacks.js';
import { holdUntilCallerLeaves } from './hold.js';
import { SandboxProblem } from './problem.js';
import { movementRequestSchema } from './requests.js';
import { RAW_BODY, readSigned } from './signed-body.js';

/** How long an answer waits for the callback that has to come first; without a receiver it comes anyway. */
const CALLBACK_FIRST_MS_MAX = 2_000;

export interface BankService {
  readonly book: BankBook;
  readonly callbacks: BankCallbacks;
  readonly secret: string;
  readonly now: () => number;
}

async function answerMovement(
  service: BankService,
  callbackDelayMs: number,
  kind: MovementKind,
  req: Request,
  res: Response,
): Promise<void> {
  const request = readSigned(req, movementRequestSchema, service.secret, service.now());
  const { movement, delivery } = await service.book.request(kind, request);
  if (delivery === 'CALLBACK_FIRST') {
    const delivered = service.callbacks.start(request.idempotencyKey, 0);
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise((resolve) => (timer = setTimeout(resolve, CALLBACK_FIRST_MS_MAX)));
    await Promise.race([delivered, patience]);
    clearTimeout(timer);
  } else if (delivery !== null) {
    void service.callbacks.start(request.idempotencyKey, callbackDelayMs);
  }
  if (delivery === 'ANSWER_NEVER_COMES') await holdUntilCallerLeaves(res);
  else res.status(movement.status === 'PENDING' ? 202 : 200).json(movement);
}

/** /bank: movements by signed request, their state by key, the day's file. */
export function bankRoutes(service: BankService, callbackDelayMs: number): Router {
  const routes = Router();
  const taking = (kind: MovementKind) => (req: Request, res: Response) =>
    answerMovement(service, callbackDelayMs, kind, req, res);
  routes.post('/debits', RAW_BODY, taking('debit'));
  routes.post('/disbursements', RAW_BODY, taking('disbursement'));
  routes.post('/refunds', RAW_BODY, taking('refund'));

  routes.get('/movements/:key', async (req, res) => {
    const movement = await service.book.find(req.params.key);
    if (movement === null)
      throw new SandboxProblem(404, 'movement-unknown', 'This key was never accepted: nothing has moved.');
    res.json(movement);
  });

  routes.get('/reconciliation', (req, res) => {
    const date = z.iso.date().safeParse(req.query['date']);
    if (!date.success)
      throw new SandboxProblem(422, 'invalid-request', 'Give a day as ?date=YYYY-MM-DD (UTC).', 'date');
    const lines = service.book.reconciliation(date.data).map((movement) => `${JSON.stringify(movement)}\n`);
    res.type('application/x-ndjson').send(lines.join(''));
  });
  return routes;
}
