"use strict";
exports.id = 701;
exports.ids = [701];
exports.modules = {

/***/ 3701:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   command: () => (/* binding */ command)
/* harmony export */ });
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(673);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(746);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4516);
/* harmony import */ var _inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5263);
/* harmony import */ var _inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4264);
/* harmony import */ var _kargo_connect_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5174);
/* harmony import */ var _kargo_find_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(81);
/* harmony import */ var _promotion_options_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4443);
/* harmony import */ var _promotion_outcome_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5353);
/* harmony import */ var _promotion_promote_stage_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(7951);
/* harmony import */ var _promotion_task_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(4948);
/* harmony import */ var _report_promotion_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(131);












const lookPause = 3_000;
const inputs = {
    ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .connection */ .FI,
    ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .inProject */ .nO,
    promotion: { type: 'list', description: 'The Promotions to wait for, by name.' },
    stage: {
        type: 'list',
        description: 'Instead of a Promotion: Stages whose newest Promotion is waited for; with Freight named, the newest Promotion of that Freight.',
    },
    ..._inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .selectionInputs */ .Iz,
    ..._promotion_options_js__WEBPACK_IMPORTED_MODULE_7__/* .waitInputs */ .F,
    ..._inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .waiting */ .eg,
};
const command = (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .defineCommand */ .NB)({
    name: 'wait-promotion',
    description: 'Wait for a Promotion that was started elsewhere, and tell the truth about its end.',
    inputs,
    outputs: _promotion_outcome_js__WEBPACK_IMPORTED_MODULE_8__/* .promotionOutputs */ .aK,
    check: (values) => [...(0,_inputs_shared_js__WEBPACK_IMPORTED_MODULE_4__/* .checkConnection */ .jo)(values), ...checkTarget(values)],
    async run(values, context) {
        return (0,_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .withDeadline */ .NE)(context, values.timeout, async (deadline) => {
            const client = await (0,_kargo_connect_js__WEBPACK_IMPORTED_MODULE_5__/* .connect */ .Ng)(values, context, deadline.signal);
            const freight = (0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .waysToSelect */ ._W)(values).length === 0
                ? undefined
                : await (0,_kargo_find_js__WEBPACK_IMPORTED_MODULE_6__.awaitFreight)({ client, log: context.log, selection: (0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .selectionOf */ .Wm)(values) });
            if (freight !== undefined) {
                context.log.info(`found ${(0,_kargo_find_js__WEBPACK_IMPORTED_MODULE_6__.describeFreight)(freight)}`);
            }
            const promotions = await Promise.all([
                ...values.promotion.map((name) => client.getPromotion(name)),
                ...values.stage.map((stage) => awaitNewest(client, stage, freight?.metadata.name)),
            ]);
            const outcomes = await Promise.all(promotions.map((promotion) => {
                const { stage } = promotion.spec;
                return (0,_promotion_promote_stage_js__WEBPACK_IMPORTED_MODULE_9__/* .followExisting */ .fN)({ stage, client, deadline, log: (0,_promotion_task_js__WEBPACK_IMPORTED_MODULE_11__/* .logFor */ .O)(context.log, stage), options: values }, promotion);
            }));
            const all = outcomes;
            return {
                verdict: (0,_promotion_outcome_js__WEBPACK_IMPORTED_MODULE_8__/* .overall */ .Me)(all),
                outputs: (0,_promotion_outcome_js__WEBPACK_IMPORTED_MODULE_8__/* .promotionOutputValues */ .fL)(all, freight?.metadata.name ?? promotions[0]?.spec.freight ?? ''),
                summary: (0,_report_promotion_js__WEBPACK_IMPORTED_MODULE_10__/* .promotionSummary */ .w)(client, all, freight),
                links: (0,_report_promotion_js__WEBPACK_IMPORTED_MODULE_10__/* .promotionLinks */ .V)(client, all),
                warnings: all.flatMap((outcome) => outcome.warnings),
            };
        });
    },
});
function checkTarget(values) {
    if (values.promotion.length > 0 && (values.stage.length > 0 || (0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .waysToSelect */ ._W)(values).length > 0)) {
        return [
            {
                input: 'promotion',
                value: values.promotion.join(', '),
                accepted: 'name the Promotion, or the Stage (and Freight) whose Promotion is meant, not both',
            },
        ];
    }
    if (values.promotion.length === 0 && values.stage.length === 0) {
        return [
            {
                input: 'promotion',
                accepted: 'name a Promotion, or with the input stage the Stage whose newest Promotion is meant',
            },
        ];
    }
    return (0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .waysToSelect */ ._W)(values).length === 0 ? [] : (0,_inputs_selection_js__WEBPACK_IMPORTED_MODULE_3__/* .checkSelection */ .Nt)(values);
}
async function awaitNewest(client, stage, freight) {
    await client.getStage(stage);
    try {
        for (;;) {
            const promotions = await client.listPromotions(stage);
            const newest = promotions.findLast((promotion) => freight === undefined || promotion.spec.freight === freight);
            if (newest !== undefined) {
                return newest;
            }
            await client.clock.sleep(lookPause, client.signal);
        }
    }
    catch (error) {
        if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .DeadlineError */ .j3)) {
            throw error;
        }
        const what = freight === undefined ? 'no Promotion' : `no Promotion of Freight ${freight}`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .KargoError */ .pv({
            status: 'timed-out',
            reason: 'waiting-for-promotion',
            message: `${what} to Stage "${stage}" appeared.`,
        }, { cause: error });
    }
}


/***/ })

};
;