import type { Context, CreatedPromotion } from '../context.ts';
import type { Made } from './create.ts';
import type { EndingOptions } from './options.ts';

/** Keeps for `after-cancel` what this run created and what has not come to its end. */
export interface CreatedKeeper {
  add(project: string, made: Made): void;
  settle(project: string, promotion: string | undefined): void;
}

/** With `on-cancel: leave` nothing is kept. */
export function keepCreated(
  onCancel: EndingOptions['on-cancel'],
  context: Pick<Context, 'remember'>,
): CreatedKeeper {
  const open = new Map<string, CreatedPromotion>();
  return {
    add(project, { operation, promotion }) {
      const { name } = promotion.metadata;
      if (operation === 'created' && onCancel !== 'leave') {
        open.set(`${project}/${name}`, { project, stage: promotion.spec.stage, promotion: name, onCancel });
        context.remember([...open.values()]);
      }
    },
    settle(project, promotion) {
      if (promotion !== undefined && open.delete(`${project}/${promotion}`)) {
        context.remember([...open.values()]);
      }
    },
  };
}
