/** What an API key may do. */
export const SCOPES = [
  'lines:read',
  'lines:write',
  'applications:read',
  'applications:write',
  'operations',
  'sandbox',
] as const;

export type Scope = (typeof SCOPES)[number];
