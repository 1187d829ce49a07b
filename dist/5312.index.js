"use strict";
exports.id = 5312;
exports.ids = [5312];
exports.modules = {

/***/ 45312:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  carryOut: () => (/* binding */ carryOut)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(44516);
// EXTERNAL MODULE: ./build/kargo/answer.js
var kargo_answer = __webpack_require__(90976);
// EXTERNAL MODULE: ./build/kargo/client.js + 1 modules
var kargo_client = __webpack_require__(27109);
// EXTERNAL MODULE: ./build/kargo/resources.js
var resources = __webpack_require__(21289);
// EXTERNAL MODULE: ./build/apply/manifest.js
var apply_manifest = __webpack_require__(74215);
;// CONCATENATED MODULE: ./build/apply/call.js

const largestCall = { bytes: 3 * 1024 * 1024, manifests: 100 };
function inCalls(steps) {
    const calls = [];
    let size = 0;
    for (const step of steps) {
        const bytes = Buffer.byteLength(JSON.stringify(sentManifest(step)));
        const call = calls.at(-1);
        if (call === undefined ||
            call.length >= largestCall.manifests ||
            (call.length > 0 && size + bytes > largestCall.bytes)) {
            calls.push([step]);
            size = bytes;
        }
        else {
            call.push(step);
            size += bytes;
        }
    }
    return calls;
}
function sentManifest({ manifest: { content }, present }) {
    const stored = (0,apply_manifest/* fieldsOf */.Pf)(present?.metadata);
    const merged = Object.fromEntries(['labels', 'annotations']
        .map((part) => [part, { ...(0,apply_manifest/* fieldsOf */.Pf)(stored[part]), ...(0,apply_manifest/* fieldsOf */.Pf)(content.metadata[part]) }])
        .filter(([, marks]) => Object.keys(marks).length > 0));
    const kept = Object.fromEntries(['finalizers', 'ownerReferences']
        .filter((part) => stored[part] !== undefined)
        .map((part) => [part, stored[part]]));
    return { ...content, metadata: { ...kept, ...content.metadata, ...merged } };
}

// EXTERNAL MODULE: ./build/apply/difference.js
var difference = __webpack_require__(8513);
// EXTERNAL MODULE: ./build/apply/kinds.js
var kinds = __webpack_require__(5755);
// EXTERNAL MODULE: ./build/apply/plan.js
var plan = __webpack_require__(13425);
;// CONCATENATED MODULE: ./build/apply/carry-out.js









const conflicts = { tries: 6, pauseMs: 500 };
const untold = 'Kargo answered without saying what became of it';
const lookUp = { forMs: 12_000, pause: 1_000 };
async function carryOut(steps, means) {
    const results = new Map();
    for (const step of steps) {
        if (step.action === 'unchanged') {
            results.set(step.manifest, { step, state: 'unchanged', dropped: [] });
        }
    }
    for (const call of inCalls(steps.filter(({ action }) => action !== 'unchanged'))) {
        for (const result of await applyTogether(call, means)) {
            results.set(result.step.manifest, result);
        }
    }
    return steps.flatMap(({ manifest }) => results.get(manifest) ?? []);
}
async function applyTogether(steps, means) {
    const { client } = means;
    let open = steps;
    const results = [];
    for (let attempt = 1;; attempt++) {
        const outcome = await send(open, client);
        const judged = outcome.kind === 'unclear'
            ? await lookFor(open, outcome.why, means)
            : await settled(judge(open, outcome), means);
        const isLast = attempt >= conflicts.tries || client.signal.aborted;
        const again = isLast ? [] : judged.filter(isConflict);
        results.push(...judged.filter((result) => !again.includes(result)));
        if (again.length === 0) {
            return results;
        }
        means.log.debug(`changed by somebody else at the same moment, so again: ${titles(again.map(({ step }) => step))}`);
        await client.clock.sleep(conflicts.pauseMs * attempt, client.signal);
        open = await Promise.all(again.map(({ step }) => readAgain(step, client)));
    }
}
async function send(steps, client) {
    const doing = steps.length === 1 ? `applying ${titles(steps)}` : `applying ${steps.length} manifests`;
    try {
        return await new resources/* Resources */.E(client).apply(steps.map(sentManifest), doing);
    }
    catch (error) {
        if (error instanceof errors/* DeadlineError */.j3) {
            return { kind: 'unclear', why: `${doing}: the time was over before Kargo had answered` };
        }
        throw error;
    }
}
function judge(steps, outcome) {
    if (outcome.kind === 'refused') {
        const { verdict } = outcome.error;
        const reason = verdict.status === 'failed' ? verdict.reason : 'refused';
        return steps.map((step) => ({ step, state: 'failed', reason, message: verdict.message }));
    }
    const answers = resultsIn(outcome.body);
    return steps.map((step, index) => judgeOne(step, answers[index]));
}
function resultsIn(body) {
    return (0,apply_manifest/* isFields */.Ce)(body) && Array.isArray(body.results) ? body.results : [];
}
function judgeOne(step, answer) {
    const { error, createdResourceManifest: created, updatedResourceManifest: updated } = (0,apply_manifest/* fieldsOf */.Pf)(answer);
    if (typeof error === 'string') {
        const right = (0,kargo_answer/* missingRight */.dP)(error);
        return right === undefined
            ? { step, state: 'failed', reason: 'refused', message: error }
            : {
                step,
                state: 'failed',
                reason: 'forbidden',
                message: `${error}: add to the token's Role the rule ${(0,kargo_answer/* ruleFor */.sG)(right)}`,
            };
    }
    if ((0,apply_manifest/* isFields */.Ce)(created) && isSameObject(step, created)) {
        return { step, state: 'created', dropped: droppedFrom(step, created) };
    }
    if ((0,apply_manifest/* isFields */.Ce)(updated) && isSameObject(step, updated)) {
        return {
            step,
            state: isUntouched(step, updated) ? 'unchanged' : 'updated',
            dropped: droppedFrom(step, updated),
        };
    }
    return { step, state: 'unknown', message: untold };
}
function isSameObject({ manifest }, answer) {
    return answer.kind === manifest.kind && (0,apply_manifest/* fieldsOf */.Pf)(answer.metadata).name === manifest.name;
}
function isUntouched(step, updated) {
    if (step.present === undefined || step.action !== 'change') {
        return false;
    }
    if (step.differences.some(({ path }) => path.startsWith('metadata'))) {
        return false;
    }
    const [before, after] = [(0,apply_manifest/* fieldsOf */.Pf)(step.present.metadata), (0,apply_manifest/* fieldsOf */.Pf)(updated.metadata)];
    const counter = before.generation === undefined ? 'resourceVersion' : 'generation';
    return before[counter] !== undefined && before[counter] === after[counter];
}
function droppedFrom({ manifest }, answer) {
    return manifest.kind === 'Secret'
        ? []
        : (0,difference/* differencesOf */.g)(manifest, answer)
            .filter(({ wanted, present }) => wanted !== undefined && present === undefined)
            .map(({ path }) => path);
}
function isConflict(result) {
    return result.state === 'failed' && result.message.includes('the object has been modified');
}
async function read({ manifest }, client) {
    const path = kinds/* knownKinds */.T[manifest.kind]?.path;
    return path === undefined
        ? undefined
        : await (0,kargo_client/* orMissing */.M)(new resources/* Resources */.E(client).read(path(manifest.name), manifest.kind, manifest.name));
}
async function readAgain(step, client) {
    if (step.action === 'cannot-tell') {
        return step;
    }
    const present = await read(step, client);
    const next = (0,plan/* stepBetween */.L)(step.manifest, present);
    return next.action === 'unchanged' ? { ...step, present } : next;
}
async function settled(results, means) {
    const open = results.filter(({ state }) => state === 'unknown').map(({ step }) => step);
    const found = open.length === 0 ? [] : await lookFor(open, untold, means);
    return results.map((result) => found.find(({ step }) => step === result.step) ?? result);
}
async function lookFor(steps, why, { client }) {
    const start = client.clock.now();
    for (;;) {
        const results = await Promise.all(steps.map((step) => look(step, why, client)));
        const isSettled = results.every(({ state, step }) => state !== 'unknown' || step.action === 'cannot-tell');
        if (isSettled || client.signal.aborted || client.clock.now() - start >= lookUp.forMs) {
            return results;
        }
        await client.clock.sleep(lookUp.pause, client.signal).catch(unlessCancelled);
    }
}
async function look(step, why, client) {
    try {
        return foundAs(step, step.action === 'cannot-tell' ? undefined : await read(step, client), why);
    }
    catch (error) {
        unlessCancelled(error);
        return { step, state: 'unknown', message: `${why}; and it cannot be looked up: ${(0,errors/* messageOf */.bD)(error)}` };
    }
}
function unlessCancelled(error) {
    if (error instanceof errors/* CancelledError */.cc) {
        throw error;
    }
}
function foundAs(step, present, why) {
    const now = present === undefined ? undefined : (0,plan/* stepBetween */.L)(step.manifest, present);
    return now?.action === 'unchanged'
        ? { step, state: step.action === 'create' ? 'created' : 'updated', dropped: [] }
        : {
            step,
            state: 'unknown',
            message: `${why}. ${now === undefined ? 'It is not to be seen' : 'It is not as the manifest says'}; it may still be under way. Running it again does no harm.`,
        };
}
function titles(steps) {
    return steps.map(({ manifest }) => manifest.title).join(', ');
}


/***/ }))

};
;