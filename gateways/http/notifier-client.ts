import { z } from 'zod';
import type { NotifierGateway } from '../ports.js';
import { callGateway, endpoint, type ClientOptions } from './call.js';

const noticeSchema = z.object({ noticeId: z.string().min(1).max(200) });

/** The notifier over HTTP. */
export function notifierClient(baseUrl: string, secret: string, options: ClientOptions = {}): NotifierGateway {
  const notifier = endpoint('notifier', baseUrl, secret, options);
  return {
    send: (request) => callGateway(notifier, { method: 'POST', path: '/notices', body: request }, noticeSchema),
  };
}
