import type { Promotion, PromotionStep, Variable } from './types.ts';

/** A variable may be made of others; a circle of them ends here. */
const deepest = 5;

/**
 * What a text of a step's configuration comes to, as far as its expressions need nothing but the Promotion itself:
 * `ctx.project`, `ctx.stage`, `ctx.promotion` and variables. Undefined when Kargo alone can work it out: it does not
 * keep what it made of it (promotion-model 2.7).
 */
export function workOut(text: string, promotion: Promotion, step: PromotionStep): string | undefined {
  const { name, namespace } = promotion.metadata;
  const variables = [...(promotion.spec.vars ?? []), ...(step.vars ?? [])];
  const values = new Map<string, string | undefined>([
    ...variables.map(({ name: own, value }: Variable) => [`vars.${own}`, value ?? ''] as const),
    ['ctx.project', namespace],
    ['ctx.stage', promotion.spec.stage],
    ['ctx.promotion', name],
  ]);
  let result = text;
  for (let depth = 0; depth < deepest && result.includes('${{'); depth++) {
    result = result.replace(
      /\$\{\{\s*((?:ctx|vars)\.\w+)\s*\}\}/g,
      (expression, word: string) => values.get(word) ?? expression,
    );
  }
  return result.includes('${{') ? undefined : result;
}
