"use strict";
exports.id = 572;
exports.ids = [572];
exports.modules = {

/***/ 30572:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   command: () => (/* binding */ command)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(60673);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80746);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44516);
/* harmony import */ var _inputs_forge_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8490);
/* harmony import */ var _inputs_pull_request_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(80570);
/* harmony import */ var _inputs_shared_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(94264);
/* harmony import */ var _kargo_connect_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(35174);
/* harmony import */ var _kargo_promotion_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(64444);
/* harmony import */ var _pull_request_after_merge_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(13216);
/* harmony import */ var _pull_request_description_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(59833);
/* harmony import */ var _pull_request_link_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(69195);
/* harmony import */ var _pull_request_outputs_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(60425);
/* harmony import */ var _pull_request_target_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(59950);
/* harmony import */ var _pull_request_waiting_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(46696);
/* harmony import */ var _report_pull_request_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(80615);















const inputs = {
    ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_5__/* .connection */ .FI,
    ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_5__/* .inProject */ .nO,
    ..._inputs_pull_request_js__WEBPACK_IMPORTED_MODULE_4__/* .pullRequestInputs */ .e,
    until: {
        type: 'choice',
        choices: ['merged', 'closed', 'approved', 'checks-green'],
        default: 'merged',
        description: 'What the pull request is waited for: "merged", "closed" (without a merge), "approved" (as the rules of the repository ask) or "checks-green" (all checks of its head). The last two are also over when it has been merged.',
    },
    ..._pull_request_after_merge_js__WEBPACK_IMPORTED_MODULE_8__/* .afterMergeInputs */ .Ii,
    ..._inputs_forge_js__WEBPACK_IMPORTED_MODULE_3__/* .forgeInputs */ .L,
    ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_5__/* .waiting */ .eg,
};
const outputs = {
    ..._pull_request_outputs_js__WEBPACK_IMPORTED_MODULE_10__/* .pullRequestOutputs */ .R,
    'merge-commit': 'What the merge put on the base branch: a commit SHA; empty when it is not merged.',
    ..._pull_request_after_merge_js__WEBPACK_IMPORTED_MODULE_8__/* .afterMergeOutputs */ .F5,
    phase: 'The phase of the Promotion of the pull request when the command ended; empty when it has none.',
    freight: 'The name of the Freight of the Promotion.',
};
const command = (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .defineCommand */ .NB)({
    name: 'wait-promotion-pr',
    description: 'Wait until the pull request of a Promotion is merged, closed, approved or green.',
    inputs,
    outputs,
    check: (values) => [
        ...(0,_inputs_shared_js__WEBPACK_IMPORTED_MODULE_5__/* .checkConnection */ .jo)(values),
        ...(0,_inputs_pull_request_js__WEBPACK_IMPORTED_MODULE_4__/* .checkPullRequest */ .f)(values),
        ...(0,_inputs_forge_js__WEBPACK_IMPORTED_MODULE_3__/* .checkForge */ .Y)(values),
        ...(values['then-wait-for'] === 'none' || values.until === 'merged'
            ? []
            : [
                {
                    input: 'then-wait-for',
                    value: values['then-wait-for'],
                    accepted: 'a Promotion goes on after the merge only: with until: merged',
                },
            ]),
    ],
    async run(values, context) {
        return (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .withDeadline */ .NE)(context, values.timeout, async (deadline) => {
            const client = await (0,_kargo_connect_js__WEBPACK_IMPORTED_MODULE_6__/* .connect */ .Ng)(values, context, deadline.signal);
            return new Wait(values, { context, client, deadline }).toItsEnd();
        });
    },
});
class Wait {
    #values;
    #around;
    #pull;
    #linked;
    #promotion;
    #after = { outcome: undefined, warnings: [] };
    constructor(values, around) {
        this.#values = values;
        this.#around = around;
    }
    async toItsEnd() {
        const verdict = await this.#run().catch((thrown) => this.#verdictOf(thrown));
        const { client } = this.#around;
        const pull = this.#pull;
        const promotion = this.#after.outcome?.promotion ?? this.#promotion;
        const further = (0,_pull_request_after_merge_js__WEBPACK_IMPORTED_MODULE_8__/* .afterMergeReport */ .Xz)(client, this.#after);
        return {
            verdict,
            outputs: {
                ...(0,_pull_request_outputs_js__WEBPACK_IMPORTED_MODULE_10__/* .pullRequestOutputValues */ ._)(pull),
                'merge-commit': pull?.mergeCommit ?? '',
                promotion: promotion?.metadata.name ?? '',
                phase: promotion === undefined ? '' : (0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_7__/* .phaseOf */ .hU)(promotion.status),
                freight: promotion?.spec.freight ?? '',
                checked: this.#after.outcome?.checked ?? '',
            },
            summary: [
                ...(pull === undefined ? [] : [(0,_report_pull_request_js__WEBPACK_IMPORTED_MODULE_13__/* .pullRequestSummary */ .L)({ client, pull, promotion, verdict })]),
                ...further.summary,
            ].join('\n'),
            links: [...(pull === undefined ? [] : [(0,_pull_request_description_js__WEBPACK_IMPORTED_MODULE_14__/* .linkTo */ .uM)(pull)]), ...further.links],
            warnings: [...this.#oddities(), ...this.#after.warnings],
        };
    }
    async #run() {
        const { context, client, deadline } = this.#around;
        const settings = { inputs: this.#values, site: await context.site(), context };
        const task = { client, deadline, settings };
        const target = await (0,_pull_request_target_js__WEBPACK_IMPORTED_MODULE_11__/* .findTarget */ .F)(task);
        if (target === undefined) {
            return this.#withoutPullRequest(await client.getPromotion(this.#values.promotion[0] ?? ''));
        }
        this.#pull = target.pull;
        this.#linked = target.linked;
        this.#promotion = target.linked?.promotion;
        if (target.linked === undefined) {
            this.#refuseToFollowNothing(target.pull);
        }
        const pull = await (0,_pull_request_waiting_js__WEBPACK_IMPORTED_MODULE_12__/* .awaitPullRequest */ .fQ)(task, target, {
            until: this.#values.until,
            onPull: (seen) => {
                this.#pull = seen;
            },
            onPromotion: (seen) => {
                this.#promotion = seen;
            },
        });
        const word = pull.state === 'open' ? this.#values.until : pull.state;
        const verdict = {
            status: 'succeeded',
            message: `The ${(0,_pull_request_description_js__WEBPACK_IMPORTED_MODULE_14__/* .wordFor */ .GC)(pull.url)} ${pull.url} is ${word}.`,
        };
        return pull.state === 'merged' ? this.#follow(this.#promotion, verdict) : verdict;
    }
    #oddities() {
        const pull = this.#pull;
        return pull?.state === 'merged' && this.#linked !== undefined
            ? (0,_pull_request_link_js__WEBPACK_IMPORTED_MODULE_9__/* .doubtsAbout */ .xp)(this.#linked, pull).map((doubt) => `${(0,_pull_request_description_js__WEBPACK_IMPORTED_MODULE_14__/* .nameOf */ .Vb)(pull)} was merged although ${doubt}.`)
            : [];
    }
    #withoutPullRequest(promotion) {
        this.#promotion = promotion;
        const message = `Promotion ${promotion.metadata.name} succeeded without a pull request.`;
        return this.#follow(promotion, { status: 'succeeded', message });
    }
    #refuseToFollowNothing(pull) {
        const said = `no Promotion of project "${this.#around.client.project}" names the ${(0,_pull_request_description_js__WEBPACK_IMPORTED_MODULE_14__/* .wordFor */ .GC)(pull.url)} ${pull.url}`;
        if (this.#values['then-wait-for'] !== 'none') {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .failed */ .gz)('not-found', `${said}, so there is none to follow after the merge.`);
        }
        this.#around.context.log.info(`${said}: it alone is waited for`);
    }
    async #follow(promotion, verdict) {
        const { client, context, deadline } = this.#around;
        const task = { client, deadline, log: context.log, options: this.#values };
        this.#after = await (0,_pull_request_after_merge_js__WEBPACK_IMPORTED_MODULE_8__/* .afterMerge */ .X0)(task, promotion && { promotion });
        return (0,_pull_request_after_merge_js__WEBPACK_IMPORTED_MODULE_8__/* .withAfterMerge */ .ZF)(verdict, this.#after);
    }
    #verdictOf(thrown) {
        if (thrown instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .KargoError */ .pv) {
            return thrown.verdict;
        }
        if (thrown instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .CancelledError */ .cc) {
            const message = `Cancelled by ${thrown.signal}. Waiting changes nothing: the pull request and the Promotion were left as they are.`;
            return { status: 'cancelled', message };
        }
        if (thrown instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .DeadlineError */ .j3 && this.#pull !== undefined) {
            const message = (0,_pull_request_waiting_js__WEBPACK_IMPORTED_MODULE_12__/* .lateMessage */ .ug)(this.#pull, this.#values.until);
            return { status: 'timed-out', reason: 'waiting-for-pull-request', message };
        }
        throw thrown;
    }
}


/***/ }))

};
;