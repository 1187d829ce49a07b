"use strict";
exports.id = 5905;
exports.ids = [5905];
exports.modules = {

/***/ 15905:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  command: () => (/* binding */ demo_command)
});

// EXTERNAL MODULE: ./build/command.js
var command = __webpack_require__(80746);
;// CONCATENATED MODULE: ./build/demo/recipes.js
const recipes = `
The same in a GitHub workflow:

    - uses: OWNER/kargo-ci/actions/promote@v1
      with:
        project: shop
        stage: test
        warehouse: web
        image: ghcr.io/acme/web:1.8.0
        wait-for: verified
      env:
        KARGO_API_ADDRESS: \${{ vars.KARGO_API_ADDRESS }}
        KARGO_API_TOKEN: \${{ secrets.KARGO_API_TOKEN }}

and in .gitlab-ci.yml, with KARGO_API_ADDRESS and KARGO_API_TOKEN as CI/CD variables:

    include:
      - component: $CI_SERVER_FQDN/GROUP/kargo-ci/promote@1
        inputs:
          project: shop
          stage: test
          warehouse: web
          image: ghcr.io/acme/web:1.8.0
          wait-for: verified

A Kargo to try it on: kargo-ci simulate. The README has the token, the role and every input.
`;

// EXTERNAL MODULE: ./build/ci/paint.js
var paint = __webpack_require__(47664);
// EXTERNAL MODULE: ./build/ci/sanitise.js
var sanitise = __webpack_require__(80876);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(44516);
// EXTERNAL MODULE: ./build/inputs/parse.js
var parse = __webpack_require__(77594);
// EXTERNAL MODULE: ./build/verdict.js
var verdict = __webpack_require__(80994);
;// CONCATENATED MODULE: ./build/demo/stage-play.js





function openStage(context, connection) {
    const print = (text, style = 'plain') => context.print(`${context.colour ? (0,paint/* paint */.n)(text, style) : text}\n`);
    let step = 0;
    return {
        heading(text) {
            step += 1;
            print(`\n${step}. ${text}`, 'bold');
        },
        say: (text) => print(text),
        async run(command, inputs) {
            const shown = Object.entries(inputs).map(([name, value]) => `--${name} ${value}`);
            print(`   $ kargo-ci ${[command.name, ...shown].join(' ')}`, 'cyan');
            const log = quietLog((text, style) => print(`     ${text}`, style));
            const ended = await perform(command, { ...inputs }, { ...context, log, publish: () => undefined }, connection);
            const { exit } = verdict/* statuses */.bM[ended.verdict.status];
            const mark = (0,verdict/* isGreen */.gf)(ended.verdict) ? '\u2714' : '\u2718';
            print(`   ${mark} ${ended.verdict.status} (exit ${exit})`, (0,verdict/* isGreen */.gf)(ended.verdict) ? 'green' : 'red');
            for (const line of (0,sanitise/* sanitise */.t)(ended.verdict.message).split('\n')) {
                print(`     ${line}`, (0,verdict/* isGreen */.gf)(ended.verdict) ? 'dim' : 'red');
            }
            return ended;
        },
    };
}
async function perform(command, inputs, context, connection) {
    const flags = new Map(Object.entries(inputs).map(([name, value]) => [name, [value]]));
    const { values } = (0,parse/* parseInputs */.T)(command.inputs, { flags, env: connection });
    try {
        return await command.run(values, context);
    }
    catch (error) {
        if (error instanceof errors/* KargoError */.pv) {
            return { verdict: error.verdict, outputs: {} };
        }
        throw error;
    }
}
function quietLog(line) {
    return {
        info: (text) => line((0,sanitise/* sanitise */.t)(text), 'dim'),
        warning: (text) => line(`warning: ${(0,sanitise/* sanitise */.t)(text)}`, 'yellow'),
        error: (text) => line((0,sanitise/* sanitise */.t)(text), 'red'),
        debug: () => undefined,
        section: () => undefined,
    };
}

;// CONCATENATED MODULE: ./build/commands/demo.js



const demo_image = 'ghcr.io/acme/web:1.8.0';
const demo_command = (0,command/* defineCommand */.NB)({
    name: 'demo',
    description: 'See the whole story in one terminal: a simulated Kargo, and a CI run that promotes through it.',
    shellOnly: true,
    inputs: {},
    outputs: {},
    async run(_inputs, context) {
        const { startSimulator } = await Promise.all(/* import() */[__webpack_require__.e(4978), __webpack_require__.e(6637), __webpack_require__.e(7214)]).then(__webpack_require__.bind(__webpack_require__, 7214));
        const commands = await loadCommands();
        const simulator = await startSimulator({});
        try {
            const stage = openStage(context, {
                KARGO_API_ADDRESS: simulator.address,
                KARGO_API_TOKEN: simulator.tokens.promoter ?? '',
                KARGO_PROJECT: 'shop',
            });
            stage.say(`A CI run, played against a simulated Kargo on ${simulator.address}.\nProject "shop": the Warehouse "web" watches ghcr.io/acme/web; its Freight goes to the Stages test, uat and prod.\nThe commands below are the real ones; only the server is simulated.`);
            stage.heading(`CI has built ${demo_image} and pushes it to the registry`);
            await push(simulator.address, demo_image);
            stage.say('   pushed');
            stage.heading('Tell Kargo at once, and wait until the image is Freight');
            const notified = await stage.run(commands.notify, { warehouse: 'web', image: demo_image });
            stage.heading('Promote it to test, and wait for the truth: healthy and verified');
            const test = await stage.run(commands.promote, { stage: 'test', image: demo_image, 'wait-for': 'verified' });
            stage.heading('Promote it to uat: a verification has to pass before that is green');
            const uat = await stage.run(commands.promote, { stage: 'uat', image: demo_image, 'wait-for': 'verified' });
            stage.heading('Somebody runs the job again: nothing happens twice');
            const again = await stage.run(commands.promote, { stage: 'test', image: demo_image, 'wait-for': 'verified' });
            stage.heading('A Promotion that fails is red, and says why');
            const broken = await stage.run(commands.promote, { stage: 'broken', image: demo_image });
            context.print(recipes);
            return {
                verdict: judge([notified.verdict, test.verdict, uat.verdict, again.verdict], broken.verdict),
                outputs: {},
            };
        }
        finally {
            await simulator.close();
        }
    },
});
async function loadCommands() {
    const [notify, promote] = await Promise.all([Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 36263)), Promise.all(/* import() */[__webpack_require__.e(81), __webpack_require__.e(5794), __webpack_require__.e(1315), __webpack_require__.e(9847)]).then(__webpack_require__.bind(__webpack_require__, 49847))]);
    return { notify: notify.command, promote: promote.command };
}
async function push(address, reference) {
    const { createHttp } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 2253));
    const { systemClock } = await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 60673));
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
function judge(good, bad) {
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


/***/ }))

};
;