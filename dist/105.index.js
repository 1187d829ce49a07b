"use strict";
exports.id = 105;
exports.ids = [105];
exports.modules = {

/***/ 105:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   callWebhooks: () => (/* binding */ callWebhooks)
/* harmony export */ });
/* unused harmony export callWebhook */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44516);
/* harmony import */ var _http_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2253);
/* harmony import */ var _kargo_answer_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90976);
/* harmony import */ var _verdict_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(80994);




const retryForMs = 15_000;
async function callWebhook(http, call, signal) {
    const host = new URL(call.url).host;
    let trouble;
    const response = await http
        .request({
        method: 'POST',
        url: call.url,
        headers: { 'content-type': 'application/json', accept: 'application/json', ...call.headers },
        body: call.body,
        repeatable: false,
        secretPath: true,
        signal,
        retryForMs,
        onTrouble: (words) => {
            trouble = words;
        },
    })
        .catch((error) => {
        throw error instanceof _http_js__WEBPACK_IMPORTED_MODULE_1__/* .TransportError */ .w ? lost(error) : late(error, trouble);
    });
    return judge(`the webhook receiver at ${host}`, response);
}
async function callWebhooks(http, calls, signal) {
    const [only] = calls;
    if (only !== undefined && calls.length === 1) {
        return callWebhook(http, only, signal);
    }
    const words = [];
    const failures = [];
    for (const call of calls) {
        try {
            words.push(`${call.about}: ${await callWebhook(http, call, signal)}`);
        }
        catch (error) {
            if (!(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isKargoError */ .Rd)(error) || signal.aborted) {
                throw error;
            }
            failures.push(error.verdict);
            words.push(`${call.about}: ${error.message}`);
        }
    }
    const [first, ...others] = failures;
    if (first !== undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .KargoError */ .pv({ ...(0,_verdict_js__WEBPACK_IMPORTED_MODULE_3__/* .worstOf */ .hm)([first, ...others]), message: words.join('; ') });
    }
    return words.join('; ');
}
function late(error, trouble) {
    if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .DeadlineError */ .j3)) {
        return error;
    }
    return trouble === undefined
        ? (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('answer-lost', 'calling the webhook receiver: the time was over before it answered. It may have refreshed the Warehouses.', error)
        : (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('unreachable', `calling the webhook receiver: the time was over (${trouble})`, error);
}
function lost(error) {
    return error.sent === 'never'
        ? (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('unreachable', `calling the webhook receiver: ${error.message}`, error)
        : (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('answer-lost', `calling the webhook receiver: ${error.message}. It may have refreshed the Warehouses; calling it again does no harm.`, error);
}
function judge(who, response) {
    const results = resultsIn(response);
    if (results !== undefined) {
        return judgeResults(who, response.status, results);
    }
    const said = `${who} answered ${response.status}: ${(0,_kargo_answer_js__WEBPACK_IMPORTED_MODULE_2__/* .errorText */ .kc)(response) || 'nothing'}`;
    if (!(response.headers['content-type'] ?? '').startsWith('application/json')) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('bad-answer', `${who} answered ${response.status} with something that is no answer of Kargo's: check the URL.`);
    }
    switch (response.status) {
        case 200:
            return judgeMessage(said, response);
        case 401:
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('unauthorized', `${said}. A signature or header that this receiver wants is missing or wrong.`);
        case 404:
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('not-found', `${said}. There is no such receiver: its URL changes with its name and its secret.`);
        default:
            throw response.status < 500
                ? (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('refused', `${said}.`)
                : (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('bad-answer', `${said}. Kargo does not say whether it refreshed anything.`);
    }
}
function resultsIn(response) {
    const body = (0,_kargo_answer_js__WEBPACK_IMPORTED_MODULE_2__/* .parse */ .qg)(response.text);
    return typeof body === 'object' && body !== null && 'results' in body && Array.isArray(body.results)
        ? body.results
        : undefined;
}
function judgeResults(who, status, results) {
    const targets = results.flatMap((result) => result.selectedTargets ?? []);
    const refreshed = targets.filter((target) => target.success === true).map((target) => target.name ?? '?');
    const words = results.map((result) => `${result.result ?? '?'}: ${result.summary ?? ''}`).join('; ');
    if (status === 200 && refreshed.length > 0) {
        return `refreshed ${refreshed.join(', ')}`;
    }
    const what = refreshed.length === 0 ? 'nothing' : `only ${refreshed.join(', ')}`;
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('not-refreshed', `${who} answered ${status} and refreshed ${what} (${words || 'it has no actions'}). Check its whenExpression and targets against the payload.`);
}
function judgeMessage(said, response) {
    const body = (0,_kargo_answer_js__WEBPACK_IMPORTED_MODULE_2__/* .parse */ .qg)(response.text);
    const message = typeof body === 'object' && body !== null && 'msg' in body ? String(body.msg) : '';
    const count = /^refreshed (?<count>\d+) /.exec(message)?.groups?.count;
    if (count !== undefined && Number(count) > 0) {
        return message;
    }
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('not-refreshed', `${said}. It refreshed nothing: no Warehouse subscribes to what the payload names, or the event is not one that it acts on.`);
}


/***/ }))

};
;