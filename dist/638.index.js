"use strict";
exports.id = 638;
exports.ids = [638];
exports.modules = {

/***/ 4638:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  command: () => (/* binding */ wait_stage_command)
});

// EXTERNAL MODULE: ./build/clock.js
var clock = __webpack_require__(673);
// EXTERNAL MODULE: ./build/command.js
var command = __webpack_require__(746);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(4516);
// EXTERNAL MODULE: ./build/inputs/selection.js
var selection = __webpack_require__(5263);
// EXTERNAL MODULE: ./build/inputs/shared.js
var shared = __webpack_require__(4264);
// EXTERNAL MODULE: ./build/kargo/connect.js
var connect = __webpack_require__(5174);
// EXTERNAL MODULE: ./build/kargo/find.js
var find = __webpack_require__(81);
// EXTERNAL MODULE: ./build/inputs/duration.js
var duration = __webpack_require__(349);
// EXTERNAL MODULE: ./build/kargo/availability.js
var availability = __webpack_require__(4741);
// EXTERNAL MODULE: ./build/kargo/follow.js + 2 modules
var follow = __webpack_require__(4109);
// EXTERNAL MODULE: ./build/kargo/promotion.js
var promotion = __webpack_require__(2865);
// EXTERNAL MODULE: ./build/kargo/stage.js
var kargo_stage = __webpack_require__(2642);
// EXTERNAL MODULE: ./build/kargo/types.js
var types = __webpack_require__(2305);
// EXTERNAL MODULE: ./build/promotion/follow-promotion.js
var follow_promotion = __webpack_require__(3508);
// EXTERNAL MODULE: ./build/promotion/task.js
var promotion_task = __webpack_require__(4948);
;// CONCATENATED MODULE: ./build/promotion/arrival.js









const readAgain = 15_000;
async function awaitArrival(task, freight) {
    const { client, stage } = task;
    const follower = (0,follow/* follow */.e)(client, 'stages', stage);
    const watching = new ArrivalWatch(task, freight);
    try {
        for (let newest;;) {
            const sighting = await follower.next(newest === undefined ? promotion_task/* heartbeatMs */.f : readAgain);
            if (sighting?.kind === 'gone') {
                throw (0,errors/* unknown */.L5)('object-gone', `Stage "${stage}" was deleted while it was waited for`);
            }
            newest = sighting?.kind === 'version' ? sighting.object : newest;
            if (newest !== undefined && (await watching.hasArrived(newest))) {
                return;
            }
        }
    }
    catch (error) {
        throw error instanceof errors/* DeadlineError */.j3 ? watching.timedOut(error) : error;
    }
    finally {
        follower.close();
    }
}
class ArrivalWatch {
    #task;
    #freight;
    #newest;
    #said = '';
    #spokenAt;
    constructor(task, freight) {
        this.#task = task;
        this.#freight = freight.metadata.name;
        this.#newest = freight;
        this.#spokenAt = task.client.clock.now();
    }
    async hasArrived(stage) {
        if ((0,kargo_stage/* freightIn */.Lg)(stage.status?.freightHistory?.[0], this.#freight) !== undefined) {
            return true;
        }
        if ((0,types/* isControlFlow */.Uy)(stage)) {
            throw (0,errors/* failed */.gz)('control-flow', `Stage "${this.#task.stage}" only lets Freight pass: it never has any.`);
        }
        const state = (0,kargo_stage/* assessStage */.FH)(stage, { freight: this.#freight, waitFor: 'healthy' });
        if (state.kind === 'superseded') {
            throw (0,errors/* failed */.gz)('superseded', `Freight ${this.#freight} was in Stage "${this.#task.stage}" and is not any more: ${state.text}`);
        }
        this.#failIfPromotionFailed(stage);
        this.#newest = await this.#task.client.getFreight(this.#freight);
        this.#say(this.#whyNotYet(stage));
        return false;
    }
    #failIfPromotionFailed(stage) {
        const last = stage.status?.lastPromotion;
        const isOurs = last?.status?.freight?.name === this.#freight || last?.name.endsWith(`.${this.#freight.slice(0, 7)}`);
        if (isOurs &&
            last?.status !== undefined &&
            (0,promotion/* isTerminal */.Hd)(last.status) &&
            (0,promotion/* phaseOf */.hU)(last.status) !== 'Succeeded') {
            const promotion = {
                metadata: { name: last.name },
                spec: { stage: this.#task.stage, steps: stage.spec.promotionTemplate?.spec?.steps ?? [] },
                status: last.status,
            };
            throw new errors/* KargoError */.pv((0,follow_promotion/* failureOf */.g)(promotion));
        }
    }
    #whyNotYet(stage) {
        const now = this.#task.client.clock.now();
        const reasons = (0,availability/* whyNotAvailable */.n)(stage, this.#newest, now);
        const origin = this.#newest.origin === undefined ? '' : (0,types/* originKey */.y3)(this.#newest.origin);
        const isWanted = (stage.spec.requestedFreight ?? []).some((request) => (0,types/* originKey */.y3)(request.origin) === origin);
        if (!isWanted) {
            throw (0,errors/* failed */.gz)('not-available', `${reasons.join('; ')}.`);
        }
        const left = (0,availability/* soakLeft */.i)(stage, this.#newest, now) ?? 0;
        if (left > this.#task.deadline.remaining()) {
            throw (0,errors/* failed */.gz)('not-available', `Freight ${this.#freight} cannot come to Stage "${this.#task.stage}" in time: ${reasons.join('; ')}, and ${(0,duration/* formatDuration */.a3)(this.#task.deadline.remaining())} are left to wait.`);
        }
        if (reasons.length > 0) {
            return `not available yet: ${reasons.join('; ')}`;
        }
        return stage.status?.autoPromotionEnabled === true
            ? 'available; Kargo is to promote it by itself'
            : 'available, and somebody has to promote it: auto-promotion is off';
    }
    #say(line) {
        const now = this.#task.client.clock.now();
        if (line !== this.#said || now - this.#spokenAt >= promotion_task/* heartbeatMs */.f) {
            this.#task.log.info(`the Freight is not there: ${line}`);
            this.#said = line;
            this.#spokenAt = now;
        }
    }
    timedOut(cause) {
        const message = `the time was over before Freight ${this.#freight} was in Stage "${this.#task.stage}": ${this.#said || 'the Stage was not seen'}.`;
        return new errors/* KargoError */.pv({ status: 'timed-out', reason: 'waiting-for-promotion', message }, { cause });
    }
}

// EXTERNAL MODULE: ./build/promotion/follow-stage.js
var follow_stage = __webpack_require__(6911);
// EXTERNAL MODULE: ./build/promotion/options.js
var options = __webpack_require__(4443);
// EXTERNAL MODULE: ./build/promotion/outcome.js
var outcome = __webpack_require__(5353);
// EXTERNAL MODULE: ./build/promotion/promote-stage.js + 3 modules
var promote_stage = __webpack_require__(7951);
// EXTERNAL MODULE: ./build/report/promotion.js
var report_promotion = __webpack_require__(131);
;// CONCATENATED MODULE: ./build/commands/wait-stage.js














const wait_stage_command = (0,command/* defineCommand */.NB)({
    name: 'wait-stage',
    description: 'Wait until Stages have this Freight, healthy or verified, however it comes there.',
    inputs: {
        ...shared/* connection */.FI,
        ...shared/* inProject */.nO,
        stage: { type: 'list', required: true, description: 'The Stages that are to have the Freight.' },
        ...selection/* selectionInputs */.Iz,
        'wait-for': {
            type: 'choice',
            choices: ['healthy', 'verified'],
            default: 'verified',
            description: 'How far to wait: "healthy" (the Freight is there and the Stage is healthy) or "verified" (and verified there).',
        },
        'health-grace': options/* waitInputs */.F['health-grace'],
        'require-checks': options/* waitInputs */.F['require-checks'],
        ...shared/* waiting */.eg,
    },
    outputs: {
        freight: 'The name of the Freight.',
        checked: 'What Kargo really looked at: analysis, health or none; empty when there are several Stages.',
        stages: 'One entry a Stage, as JSON: [{"stage", "status", "failure-reason", "message", "checked", \u2026}].',
    },
    check: (inputs) => [...(0,shared/* checkConnection */.jo)(inputs), ...(0,selection/* checkSelection */.Nt)(inputs)],
    async run(inputs, context) {
        return (0,clock/* withDeadline */.NE)(context, inputs.timeout, async (deadline) => {
            const client = await (0,connect/* connect */.Ng)(inputs, context, deadline.signal);
            await Promise.all(inputs.stage.map((name) => client.getStage(name)));
            const freight = await (0,find.awaitFreight)({ client, log: context.log, selection: (0,selection/* selectionOf */.Wm)(inputs) });
            context.log.info(`found ${(0,find.describeFreight)(freight)}`);
            const outcomes = await Promise.all(inputs.stage.map((stage) => waitFor({ stage, client, deadline, log: (0,promotion_task/* logFor */.O)(context.log, stage), options: inputs }, freight)));
            const all = outcomes;
            return {
                verdict: (0,outcome/* overall */.Me)(all),
                outputs: {
                    freight: freight.metadata.name,
                    checked: all.length === 1 ? (all[0].checked ?? '') : '',
                    stages: (0,outcome/* promotionsJson */.Df)(all),
                },
                summary: (0,report_promotion/* promotionSummary */.w)(client, all, freight),
                links: inputs.stage.map((stage) => ({ label: `Stage ${stage}`, url: client.uiLink('stage', stage) })),
            };
        });
    },
});
async function waitFor(task, freight) {
    const aim = task.options['wait-for'] === 'healthy' ? 'healthy' : 'verified';
    try {
        await awaitArrival(task, freight);
        task.log.info('the Freight is there');
        const checked = await (0,follow_stage/* followStage */.i)(task, { freight: freight.metadata.name, waitFor: aim });
        (0,promote_stage/* requireChecks */.Nq)(task, checked);
        const message = `Freight ${freight.alias ?? freight.metadata.name} is in Stage "${task.stage}", healthy${aim === 'verified' ? ' and verified' : ''}.`;
        return { stage: task.stage, verdict: { status: 'succeeded', message }, checked, warnings: [] };
    }
    catch (error) {
        if (error instanceof errors/* KargoError */.pv) {
            return { stage: task.stage, verdict: error.verdict, warnings: [] };
        }
        if (error instanceof errors/* CancelledError */.cc) {
            return {
                stage: task.stage,
                verdict: { status: 'cancelled', message: 'Cancelled; waiting changes nothing.' },
                warnings: [],
            };
        }
        throw error;
    }
}


/***/ })

};
;