import { hasLogs, scriptOf } from '../analysis.ts';
import { ApiError, UnexpectedError } from '../api-error.ts';
import { type Answer, allow, cached, type Exchange, json, param, type Route } from '../exchange.ts';
import { withKind } from '../kinds.ts';
import { type AnalysisRun, isRecord, LABEL } from '../objects.ts';

const BASE = '/v1beta1/projects/:project/analysis-runs/:name';
const LOG_CHUNK = 4096;

/** AnalysisRuns: get, and the logs of their Jobs. */
export const analysisRunRoutes: Route[] = [
  { method: 'GET', pattern: BASE, handle: getAnalysisRun },
  { method: 'GET', pattern: `${BASE}/logs`, handle: showLogs },
];

function getAnalysisRun(exchange: Exchange): Answer {
  return json(withKind('AnalysisRun', readAnalysisRun(exchange)));
}

function readAnalysisRun(exchange: Exchange): AnalysisRun {
  const name = param(exchange, 'name');
  allow(exchange, { verb: 'get', kind: 'AnalysisRun', name });
  const run = cached(exchange, 'AnalysisRun', name);
  if (run === undefined) throw new ApiError(404, `AnalysisRun.argoproj.io "${name}" not found`);
  return run;
}

/** The log of a metric's Job, in events of up to 4096 bytes (fact sheet 7.4; not recorded: it was not set up). */
function showLogs(exchange: Exchange): Answer {
  const { kargo, query } = exchange;
  if (!hasLogs(kargo)) throw new ApiError(501, 'AnalysisRun log streaming is not configured');
  const run = readAnalysisRun(exchange);
  const stage = run.metadata.labels?.[LABEL.stage] ?? '';
  allow(exchange, { verb: 'get', kind: 'Stage', name: stage });
  const wanted = query.get('metricName') ?? '';
  const metrics = run.spec.metrics.filter(({ name }) => wanted === '' || name === wanted);
  const [metric] = metrics;
  if (metric === undefined || metrics.length > 1) throw new UnexpectedError('which metric is meant?');
  if (!isRecord(metric.provider) || !('job' in metric.provider)) throw new UnexpectedError('no Job, no log');
  const bytes = Buffer.from(scriptOf(kargo, run).log ?? '');
  return {
    status: 200,
    stream: (stream) => {
      for (let from = 0; from < bytes.length; from += LOG_CHUNK) {
        stream.write(bytes.subarray(from, from + LOG_CHUNK).toString('utf8'));
      }
      stream.end();
    },
  };
}
