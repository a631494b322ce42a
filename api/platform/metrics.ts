import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The API's figures. */
export interface Metrics {
  readonly observe: (request: { operation: string; status: number; code: string; seconds: number }) => void;
  readonly text: () => Promise<string>;
}

/** One registry for each app, so that two apps in one process do not mix. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'whiteslip_api_request_seconds',
    help: 'Duration of requests by operation',
    labelNames: ['operation'],
    buckets: SECONDS,
    registers: [registry],
  });
  const outcomes = new Counter({
    name: 'whiteslip_api_requests_total',
    help: 'Requests by operation, status and problem code',
    labelNames: ['operation', 'status', 'code'],
    registers: [registry],
  });
  return {
    observe: ({ operation, status, code, seconds }) => {
      duration.observe({ operation }, seconds);
      outcomes.inc({ operation, status: String(status), code });
    },
    text: async () => await registry.metrics(),
  };
}
