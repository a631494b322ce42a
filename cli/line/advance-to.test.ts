import { ApiProblem, type ApiClient } from '../api-client.js';
import type { ProblemBody, ProblemCode } from '../../contracts/problem.js';
import { advanceTo } from './advance-to.js';

const GOAL = { lineId: 'line_1', zone: 'Asia/Shanghai', to: '2029-01-05' };
const MOVED = { fromAt: 1, toAt: 2, on: '2029-01-05' };

const problem = (code: ProblemCode): ApiProblem =>
  new ApiProblem({
    code,
    type: '',
    title: code,
    status: 409,
    detail: '',
    param: null,
    requestId: '',
    reasons: [],
  } satisfies ProblemBody);

/** Answers the advances in this order; the clock stands at the given instant. */
function clientWith(answers: readonly (typeof MOVED | ApiProblem)[], clockAt = 0): ApiClient {
  const queue = [...answers];
  const call = (operation: string) => {
    if (operation === 'getAgenda') return Promise.resolve({ lineId: 'line_1', clockAt, items: [] });
    const next = queue.shift();
    return next instanceof ApiProblem ? Promise.reject(next) : Promise.resolve(next);
  };
  return { apiUrl: '', call: call as ApiClient['call'], preview: () => Promise.reject(new Error('not asked for')) };
}

describe('advanceTo', () => {
  test('moves the clock', async () => {
    expect(await advanceTo(clientWith([MOVED]), GOAL)).toEqual(MOVED);
  });

  test('is content when an earlier try had moved the clock', async () => {
    const client = clientWith([problem('target-out-of-range')], Date.UTC(2029, 0, 4, 16));
    expect(await advanceTo(client, GOAL)).toBeNull();
  });

  test('fails when the clock is not there', async () => {
    const client = clientWith([problem('target-out-of-range')], Date.UTC(2029, 0, 4, 16) - 1);
    await expect(advanceTo(client, GOAL)).rejects.toThrow('target-out-of-range');
  });

  test('waits for what is in flight', async () => {
    expect(await advanceTo(clientWith([problem('clock-stuck'), MOVED]), GOAL)).toEqual(MOVED);
  });

  test('passes other refusals on', async () => {
    await expect(advanceTo(clientWith([problem('credit-line-unknown')]), GOAL)).rejects.toThrow('credit-line-unknown');
  });
});
