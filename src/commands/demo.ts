import { defineCommand } from '../command.ts';
import { recipes } from '../demo/recipes.ts';
import { openStage } from '../demo/stage-play.ts';
import type { Verdict } from '../verdict.ts';

const image = 'ghcr.io/acme/web:1.8.0';

export const command = defineCommand({
  name: 'demo',
  description:
    'See the whole story in one terminal: a simulated Kargo, and a CI run that promotes through it.',
  shellOnly: true,
  inputs: {},
  outputs: {},

  async run(_inputs, context) {
    const { startSimulator } = await import('../simulator/simulator.ts');
    const commands = await loadCommands();
    const simulator = await startSimulator({});
    try {
      const stage = openStage(context, {
        KARGO_API_ADDRESS: simulator.address,
        KARGO_API_TOKEN: simulator.tokens.promoter ?? '',
        KARGO_PROJECT: 'shop',
      });
      stage.say(
        `A CI run, played against a simulated Kargo on ${simulator.address}.\nProject "shop": the Warehouse "web" watches ghcr.io/acme/web; its Freight goes to the Stages test, uat and prod.\nThe commands below are the real ones; only the server is simulated.`,
      );

      stage.heading(`CI has built ${image} and pushes it to the registry`);
      await push(simulator.address, image);
      stage.say('   pushed');

      stage.heading('Tell Kargo at once, and wait until the image is Freight');
      const notified = await stage.run(commands.notify, { warehouse: 'web', image });

      stage.heading('Promote it to test, and wait for the truth: healthy and verified');
      const test = await stage.run(commands.promote, { stage: 'test', image, 'wait-for': 'verified' });

      stage.heading('Promote it to uat: a verification has to pass before that is green');
      const uat = await stage.run(commands.promote, { stage: 'uat', image, 'wait-for': 'verified' });

      stage.heading('Somebody runs the job again: nothing happens twice');
      const again = await stage.run(commands.promote, { stage: 'test', image, 'wait-for': 'verified' });

      stage.heading('A Promotion that fails is red, and says why');
      const broken = await stage.run(commands.promote, { stage: 'broken', image });

      context.print(recipes);
      return {
        verdict: judge([notified.verdict, test.verdict, uat.verdict, again.verdict], broken.verdict),
        outputs: {},
      };
    } finally {
      await simulator.close();
    }
  },
});

async function loadCommands() {
  const [notify, promote] = await Promise.all([import('./notify-warehouse.ts'), import('./promote.ts')]);
  return { notify: notify.command, promote: promote.command };
}

/** Pushes to the registry that the simulator plays. */
async function push(address: string, reference: string): Promise<void> {
  const { createHttp } = await import('../http.ts');
  const { systemClock } = await import('../clock.ts');
  const http = createHttp({ proxy: {}, userAgent: 'kargo-ci demo', clock: systemClock });
  await http.request({
    method: 'POST',
    url: `${address}/_simulator/artifacts`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ image: reference }),
    signal: AbortSignal.timeout(5_000),
  });
  http.close();
}

/** The demo is honest about itself too: it is green only if the story went as told. */
function judge(good: readonly Verdict[], bad: Verdict): Verdict {
  const words = good.map((verdict) => verdict.status).join(', ');
  const isTold = words === 'succeeded, succeeded, succeeded, unchanged' && bad.status === 'failed';
  return isTold
    ? { status: 'succeeded', message: 'The demo went as told.' }
    : {
        status: 'failed',
        reason: 'promotion-failed',
        message: `The demo did not go as told: ${words}, and the broken Stage ${bad.status}.`,
      };
}
