/** The server's own count of billable actions by type, from its metrics page; null where there is none. */
export async function serverActions(metricsUrl: string | null): Promise<ReadonlyMap<string, number> | null> {
  if (metricsUrl === null) return null;
  const answer = await fetch(metricsUrl);
  return answer.ok ? readActions(await answer.text()) : null;
}

/** Reads the metric `action{action_type,namespace}` of the Prometheus text; the namespaces of the server itself count not. */
export function readActions(page: string): ReadonlyMap<string, number> {
  const actions = new Map<string, number>();
  for (const line of page.split('\n')) {
    const [, labels = '', value = ''] = /^action(?:_total)?\{([^}]*)\} (\S+)/.exec(line) ?? [];
    const type = /(?:^|,)action_type="([^"]*)"/.exec(labels)?.[1];
    const namespace = /(?:^|,)namespace="([^"]*)"/.exec(labels)?.[1];
    if (type === undefined || namespace === undefined || namespace.startsWith('temporal')) continue;
    actions.set(type, (actions.get(type) ?? 0) + Number(value));
  }
  return actions;
}

export function actionsBetween(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const grown = [...after].map(([type, value]) => [type, value - (before.get(type) ?? 0)] as const);
  return new Map(grown.filter(([, value]) => value !== 0));
}
