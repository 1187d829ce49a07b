import { register } from 'node:module';

// @actions/workflow-parser imports JSON without the attribute that Node demands for it (`with { type: 'json' }`).
const hook = `
export function load(url, context, next) {
  return url.endsWith('.json')
    ? next(url, { ...context, importAttributes: { ...context.importAttributes, type: 'json' } })
    : next(url, context);
}`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
