import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Health {
  /** Why the process cannot work yet, or null. */
  readonly whyNotReady: () => Promise<string | null>;
  /** What the process is, for people. */
  readonly facts: () => Readonly<Record<string, unknown>>;
}

export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

/** GET /health: the process lives. GET /ready: it can work. Open from the first moment, whatever else is missing. */
export async function startHealthServer(port: number, health: Health): Promise<HealthServer> {
  const server = createServer((request, response) => {
    answerTo(request.method, request.url, health).then(
      ({ status, ...body }) =>
        response
          .writeHead(status, { 'content-type': 'application/json' })
          .end(`${JSON.stringify({ ...body, ...health.facts() })}\n`),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '0.0.0.0', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

interface Answer {
  readonly status: number;
  readonly detail: string;
}

async function answerTo(method: string | undefined, path: string | undefined, health: Health): Promise<Answer> {
  if (method !== 'GET') return { status: 405, detail: 'Use GET.' };
  if (path === '/health') return { status: 200, detail: 'alive' };
  if (path !== '/ready') return { status: 404, detail: 'Use /health or /ready.' };
  const reason = await health.whyNotReady();
  return reason === null ? { status: 200, detail: 'ready' } : { status: 503, detail: reason };
}
