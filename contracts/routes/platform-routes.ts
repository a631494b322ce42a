import { z } from 'zod';
import { bankCallbackBodySchema, callbackAnswerSchema } from '../callbacks.js';
import { aliveSchema, readinessSchema } from '../health.js';
import { problemPageSchema } from '../problem.js';
import { reads, writes } from './define.js';

const platform = { tag: 'Platform', scope: null } as const;

/** What machines ask: callbacks, health, figures, documentation. */
export const PLATFORM_ROUTES = {
  bankCallback: writes({
    ...platform,
    method: 'post',
    path: '/callbacks/bank',
    summary: "The bank's signed answer about a movement of money",
    write: 'NONE',
    bodyForm: 'RAW',
    body: bankCallbackBodySchema,
    answer: callbackAnswerSchema,
    problems: [
      'callback-signature-invalid',
      'callback-stale',
      'invalid-field',
      'movement-not-waiting',
      'body-too-large',
    ],
  }),
  health: reads({ ...platform, path: '/health', summary: 'The process runs', answer: aliveSchema }),
  ready: reads({
    ...platform,
    path: '/health/ready',
    summary: 'The API can serve: 503 while something it stands on is missing',
    answer: readinessSchema,
  }),
  metrics: reads({
    ...platform,
    path: '/metrics',
    summary: 'Figures for Prometheus',
    answer: z.string(),
    answerType: 'text/plain',
  }),
  openApi: reads({
    ...platform,
    path: '/openapi.json',
    summary: 'This document',
    answer: z.record(z.string(), z.unknown()),
  }),
  getProblem: reads({
    ...platform,
    path: '/problems/{code}',
    summary: 'What a problem code means',
    answer: problemPageSchema,
    problems: ['not-found'],
  }),
} as const;
