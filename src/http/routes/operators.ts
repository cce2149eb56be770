import type { Services } from '../../service/use-cases/services.ts';
import { health, metrics as metricsOperation, ready } from '../contract/operators.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { jsonReply } from '../reply.ts';
import { route, type Route } from '../route.ts';

/** The routes for operators. `metrics` null: /metrics does not exist. */
export function operatorRoutes(services: Pick<Services, 'readiness'>, metrics: Metrics | null): Route[] {
  const routes = [
    route(health, () => Promise.resolve(jsonReply({ status: 'ok' }))),

    route(ready, async ({ response }) => {
      const readiness = await services.readiness();
      if (!readiness.ready) response.setHeader('Retry-After', '5');
      return jsonReply(readiness, { status: readiness.ready ? 200 : 503 });
    }),
  ];
  if (metrics === null) return routes;
  return [
    ...routes,
    route(metricsOperation, async ({ response }) => {
      response.setHeader('Content-Type', metrics.contentType);
      response.end(await metrics.text());
      return null;
    }),
  ];
}
