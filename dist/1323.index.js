exports.id = 1323;
exports.ids = [1323];
exports.modules = {

/***/ 13100:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

"use strict";
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ bindForge)
/* harmony export */ });
function bindForge(name, { api, connection }, on) {
    return {
        name,
        get sent() {
            return api.meter.sent;
        },
        within: (signal) => {
            const next = { ...connection, signal };
            return bindForge(name, { api: api.within(next), connection: next }, on);
        },
        find: (branches) => on.find(api, branches),
        open: (request) => on.open(api, request),
        read: (ref) => on.read(api, ref),
        refresh: (last) => on.refresh(api, last),
        merge: (request) => on.merge(api, request),
        cancelMerge: (ref) => on.cancelMerge(api, ref),
        updateHead: (ref) => on.updateHead(api, ref),
        edit: (ref, change) => on.edit(api, ref, change),
        markReady: (ref) => on.markReady(api, ref),
        close: (ref) => on.close(api, ref),
        addLabels: (ref, labels) => on.addLabels(api, ref, labels),
        requestReviewers: (ref, names) => on.requestReviewers(api, ref, names),
        comment: (request) => on.comment(api, request),
        deleteBranch: (branch) => on.deleteBranch(api, branch),
        setStatus: (status) => on.setStatus(api, status),
        changedFiles: (ref) => on.changedFiles(api, ref),
        contains: (commit) => on.contains(api, commit),
    };
}


/***/ })),

/***/ 2866:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

"use strict";
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IK: () => (/* binding */ lookAgain),
/* harmony export */   NJ: () => (/* binding */ unless),
/* harmony export */   aB: () => (/* binding */ putAgain),
/* harmony export */   to: () => (/* binding */ explained)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44516);
/* harmony import */ var _transport_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14790);


const putTries = 3;
const putPauseMs = 1_000;
async function explained(purpose, explain, call) {
    try {
        return await call();
    }
    catch (thrown) {
        throw thrown instanceof _transport_js__WEBPACK_IMPORTED_MODULE_1__/* .ForgeAnswer */ .IA ? explain(purpose, thrown) : (0,_transport_js__WEBPACK_IMPORTED_MODULE_1__/* .unreachable */ .HB)(thrown);
    }
}
async function putAgain(purpose, { clock, signal }, call) {
    for (let tries = 1;; tries++) {
        const outcome = await (0,_transport_js__WEBPACK_IMPORTED_MODULE_1__/* .settle */ .G9)(call);
        if (outcome.kind === 'done') {
            return outcome.value;
        }
        if (outcome.kind === 'refused') {
            throw outcome.answer;
        }
        if (tries === putTries) {
            throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('answer-lost', `${purpose.doing}: ${outcome.why}`);
        }
        await clock.sleep(putPauseMs * tries, signal);
    }
}
const lookPausesMs = [1_000, 2_000, 4_000];
async function lookAgain({ clock, signal }, look) {
    for (const pauseMs of lookPausesMs) {
        const found = await look();
        if (found !== undefined) {
            return found;
        }
        await clock.sleep(pauseMs, signal);
    }
    return undefined;
}
async function unless(statuses, call) {
    try {
        return await call();
    }
    catch (thrown) {
        if (thrown instanceof _transport_js__WEBPACK_IMPORTED_MODULE_1__/* .ForgeAnswer */ .IA && statuses.includes(thrown.status)) {
            return undefined;
        }
        throw thrown;
    }
}


/***/ })),

/***/ 74566:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

"use strict";
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fh: () => (/* binding */ isJson),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   Xy: () => (/* binding */ objectOf),
/* harmony export */   Y_: () => (/* binding */ children),
/* harmony export */   _o: () => (/* binding */ needNumber),
/* harmony export */   c3: () => (/* binding */ listOf),
/* harmony export */   jf: () => (/* binding */ child),
/* harmony export */   k6: () => (/* binding */ badAnswer),
/* harmony export */   tk: () => (/* binding */ numberAt),
/* harmony export */   w6: () => (/* binding */ needText)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44516);

function isJson(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function objectOf(value, what) {
    if (isJson(value)) {
        return value;
    }
    throw badAnswer(what);
}
function child(json, key) {
    const value = json[key];
    return isJson(value) ? value : {};
}
function children(json, key) {
    const value = json[key];
    return Array.isArray(value) ? value.filter(isJson) : [];
}
function listOf(value, what) {
    if (Array.isArray(value)) {
        return value.filter(isJson);
    }
    throw badAnswer(what);
}
function text(json, key) {
    const value = json[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
}
function needText(json, key, what) {
    const value = json[key];
    if (typeof value === 'string') {
        return value;
    }
    throw badAnswer(`${what}: no ${key}`);
}
function needNumber(json, key, what) {
    const value = json[key];
    if (typeof value === 'number') {
        return value;
    }
    throw badAnswer(`${what}: no ${key}`);
}
function numberAt(json, key) {
    const value = json[key];
    return typeof value === 'number' ? value : undefined;
}
function badAnswer(what) {
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('bad-answer', `${what}: the answer is not one of the forge's API (a sign-in page, a proxy, a wrong address?)`);
}


/***/ })),

/***/ 53017:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

"use strict";

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openGitLab: () => (/* binding */ openGitLab)
});

// EXTERNAL MODULE: ../node_modules/@gitbeaker/requester-utils/dist/index.mjs
var dist = __webpack_require__(50798);
// EXTERNAL MODULE: ../node_modules/@gitbeaker/rest/dist/index.mjs + 1 modules
var rest_dist = __webpack_require__(39868);
// EXTERNAL MODULE: ./build/forge/bind.js
var bind = __webpack_require__(13100);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(44516);
// EXTERNAL MODULE: ./build/forge/calls.js
var calls = __webpack_require__(2866);
// EXTERNAL MODULE: ./build/forge/transport.js
var transport = __webpack_require__(14790);
;// CONCATENATED MODULE: ./build/forge/gitlab/api.js



function createApi(connection, create) {
    return apiOf(connection, create, { meter: { sent: 0 }, projects: new Map(), self: {} });
}
function apiOf(connection, create, shared) {
    const rest = create(connection, shared.meter);
    const explain = (purpose, answer) => refusal(purpose, answer, connection);
    return {
        ...shared,
        connection,
        within: (next) => apiOf(next, create, shared),
        read: (purpose, request) => (0,calls/* explained */.to)(purpose, explain, () => request(rest)),
        write: async (purpose, request) => {
            refuseJobToken(purpose, connection);
            return (0,transport/* settle */.G9)(() => request(rest));
        },
        put: async (purpose, request) => {
            refuseJobToken(purpose, connection);
            return (0,calls/* explained */.to)(purpose, explain, () => (0,calls/* putAgain */.aB)(purpose, connection, () => request(rest)));
        },
    };
}
const jobTokenAdvice = 'The CI_JOB_TOKEN can only read merge requests, whatever its permissions; set GITLAB_TOKEN to a project or group access token (scope api, role Developer; Maintainer where the branch is protected).';
function refuseJobToken({ doing }, { token }) {
    if (token?.kind === 'job') {
        throw (0,errors/* failed */.gz)('forbidden', `${doing}: nothing was sent. ${jobTokenAdvice}`);
    }
}
function refusal({ doing, needs }, { status, words }, { token }) {
    const said = `${doing}: GitLab says "${words}" (HTTP ${status})`;
    const job = token?.kind === 'job' ? ` ${jobTokenAdvice}` : '';
    if (status === 401) {
        const advice = token === undefined
            ? 'A token is needed.'
            : 'The token is wrong, expired, revoked, or lacks the scope api.';
        return (0,errors/* failed */.gz)('unauthorized', `${said}. ${advice}${job}`, status);
    }
    if (status === 403) {
        return (0,errors/* failed */.gz)('forbidden', `${said}. The token needs: ${needs}.${job}`, status);
    }
    if (status === 404) {
        const advice = 'It does not exist, or the token may not see it (GitLab answers 404 to both).';
        return (0,errors/* failed */.gz)('not-found', `${said}. ${advice}${job}`, status);
    }
    if (status >= 500 || status === 429) {
        return (0,errors/* unknown */.L5)('unreachable', said);
    }
    return (0,errors/* failed */.gz)('refused', said, status);
}

// EXTERNAL MODULE: ./build/forge/fields.js
var fields = __webpack_require__(74566);
;// CONCATENATED MODULE: ./build/forge/gitlab/merge-request.js

const draftPrefix = /^(?:\s*(?:\[draft\]|\(draft\)|draft:))+\s*/i;
function withoutDraft(title) {
    return title.replace(draftPrefix, '');
}
function asDraft(title) {
    return `Draft: ${withoutDraft(title)}`;
}
function pullRequestOf(json, { repository, head }, what) {
    const state = stateOf(json);
    return {
        repository,
        number: (0,fields/* needNumber */._o)(json, 'iid', what),
        url: (0,fields/* needText */.w6)(json, 'web_url', what),
        state,
        draft: json.draft === true,
        title: withoutDraft((0,fields/* needText */.w6)(json, 'title', what)),
        body: (0,fields/* text */.Qq)(json, 'description') ?? '',
        author: (0,fields/* text */.Qq)((0,fields/* child */.jf)(json, 'author'), 'username') ?? '',
        head: {
            branch: (0,fields/* needText */.w6)(json, 'source_branch', what),
            sha: (0,fields/* text */.Qq)(json, 'sha') ?? '',
            repository: head,
        },
        base: { branch: (0,fields/* needText */.w6)(json, 'target_branch', what) },
        mergeCommit: state === 'merged' ? mergeCommitOf(json) : undefined,
        mergeability: { state: 'unknown', text: 'not asked for' },
        approval: 'unknown',
        checks: checksOf(json),
        scheduled: state === 'open' && json.merge_when_pipeline_succeeds === true ? 'auto-merge' : undefined,
        labels: Array.isArray(json.labels) ? json.labels.filter((label) => typeof label === 'string') : [],
    };
}
function stateOf(json) {
    if (json.state === 'merged' || json.state === 'closed') {
        return json.state;
    }
    return 'open';
}
function mergeCommitOf(json) {
    return (0,fields/* text */.Qq)(json, 'merge_commit_sha') ?? (0,fields/* text */.Qq)(json, 'squash_commit_sha') ?? (0,fields/* text */.Qq)(json, 'sha');
}
function isOwnBranch(json) {
    const source = (0,fields/* numberAt */.tk)(json, 'source_project_id');
    return source !== undefined && source === (0,fields/* numberAt */.tk)(json, 'target_project_id');
}
const byPipeline = {
    success: 'green',
    failed: 'red',
    canceled: 'red',
    canceling: 'pending',
    running: 'pending',
    pending: 'pending',
    created: 'pending',
    preparing: 'pending',
    waiting_for_resource: 'pending',
    waiting_for_callback: 'pending',
    scheduled: 'pending',
    manual: 'pending',
    skipped: 'none',
};
function checksOf(json) {
    if (!('head_pipeline' in json)) {
        return 'unknown';
    }
    const status = (0,fields/* text */.Qq)((0,fields/* child */.jf)(json, 'head_pipeline'), 'status');
    return status === undefined ? 'none' : (byPipeline[status] ?? 'unknown');
}

;// CONCATENATED MODULE: ./build/forge/gitlab/mergeability.js

const anyMaintainer = 'A Maintainer sees the rule in the project settings under Merge requests.';
const security = 'The owner of the security policy, or an approval that the policy asks for.';
const meanings = {
    approvals_syncing: { kind: 'approvals', lift: 'GitLab, in a moment.' },
    ci_still_running: { kind: 'checks', lift: 'The pipeline, when it ends.' },
    ci_must_pass: { kind: 'checks', lift: 'A pipeline for the head commit that succeeds.' },
    status_checks_must_pass: { kind: 'checks', lift: 'The external status checks, when all have passed.' },
    external_status_checks: { kind: 'checks', lift: 'The external status checks, when all have passed.' },
    not_approved: { kind: 'approvals', lift: 'Somebody who may approve by the approval rules.' },
    requested_changes: { kind: 'approvals', lift: 'The reviewer who requested changes approves it.' },
    discussions_not_resolved: { kind: 'policy', lift: 'Somebody resolves the open threads.' },
    draft_status: { kind: 'draft', lift: 'Its author or a Developer marks it ready.' },
    conflict: {
        kind: 'conflicts',
        blocks: true,
        lift: 'Whoever writes the source branch (for Kargo: promote again).',
    },
    broken_status: { kind: 'conflicts', blocks: true, lift: 'Whoever writes the source branch.' },
    need_rebase: {
        kind: 'behind',
        blocks: true,
        lift: 'A rebase, by somebody who may push to the source branch.',
    },
    commits_status: { kind: 'other', blocks: true, lift: 'The source branch must exist and hold commits.' },
    merge_time: { kind: 'policy', lift: 'Time: it may not be merged before the time set for it.' },
    merge_request_blocked: {
        kind: 'policy',
        lift: 'The merge requests that it depends on, when they are merged.',
    },
    blocked_status: { kind: 'policy', lift: 'The merge requests that it depends on, when they are merged.' },
    security_policy_pipeline_check: {
        kind: 'policy',
        lift: 'The pipelines of the security policy, when they succeed.',
    },
    security_policy_violations: { kind: 'policy', lift: security },
    policies_denied: { kind: 'policy', lift: security },
    jira_association_missing: { kind: 'policy', lift: 'A title or description that names a Jira issue.' },
    title_regex: { kind: 'policy', lift: 'A title that matches the expression in the project settings.' },
    locked_paths: { kind: 'policy', lift: 'Whoever locked the paths.' },
    locked_lfs_files: { kind: 'policy', lift: 'Whoever locked the LFS files.' },
};
const workingOut = new Set(['unchecked', 'checking', 'preparing', 'cannot_be_merged_recheck']);
function mergeabilityOf(json, state, train) {
    const status = (0,fields/* text */.Qq)(json, 'detailed_merge_status') ?? 'unchecked';
    if (state !== 'open' || status === 'not_open') {
        const lift = 'Nobody: a new merge request is needed.';
        return { state: 'blocked', reasons: [{ kind: 'other', text: `it is ${state}`, lift }] };
    }
    if (train !== undefined) {
        const lift = 'The merge train, when its turn comes.';
        return { state: 'waiting', reasons: [{ kind: 'queue', text: `in the merge train: ${train}`, lift }] };
    }
    if (json.state === 'locked') {
        return { state: 'unknown', text: 'locked: GitLab is merging it' };
    }
    if (status === 'mergeable') {
        return { state: 'ready' };
    }
    if (workingOut.has(status) || json.rebase_in_progress === true) {
        const doing = json.rebase_in_progress === true ? 'rebasing it' : 'working out whether it can be merged';
        return { state: 'unknown', text: `${status}: GitLab is still ${doing}` };
    }
    return withMeaning(json, status);
}
function withMeaning(json, status) {
    const { kind, blocks, lift } = meanings[status] ?? { kind: 'other', lift: anyMaintainer };
    const pipeline = (0,fields/* child */.jf)(json, 'head_pipeline');
    const pipelineStatus = (0,fields/* text */.Qq)(pipeline, 'status');
    const failed = kind === 'checks' && (pipelineStatus === 'failed' || pipelineStatus === 'canceled');
    const parts = [
        status,
        kind === 'checks' && pipelineStatus !== undefined ? `the pipeline is ${pipelineStatus}` : undefined,
        kind === 'checks' && pipelineStatus === undefined ? 'there is no pipeline' : undefined,
        kind === 'behind' || kind === 'conflicts' ? (0,fields/* text */.Qq)(json, 'merge_error') : undefined,
        status === 'merge_time' ? (0,fields/* text */.Qq)(json, 'merge_after') : undefined,
    ].filter((part) => part !== undefined);
    const reason = {
        kind,
        text: parts.join(': '),
        lift: failed ? 'Whoever repairs or retries the pipeline.' : lift,
    };
    return { state: blocks || failed ? 'blocked' : 'waiting', reasons: [reason] };
}

;// CONCATENATED MODULE: ./build/forge/gitlab/read.js




const pausesMs = [500, 1_000, 2_000, 4_000];
async function read(api, ref) {
    return (await snapshot(api, ref)).pullRequest;
}
async function snapshot(api, ref) {
    for (const pauseMs of pausesMs) {
        const seen = await look(api, ref);
        const { state, mergeability } = seen.pullRequest;
        if (state !== 'open' || mergeability.state !== 'unknown') {
            return seen;
        }
        await api.connection.clock.sleep(pauseMs, api.connection.signal);
    }
    return look(api, ref);
}
async function refresh(api, last) {
    return (await look(api, last)).pullRequest;
}
async function look(api, ref) {
    const purpose = {
        doing: `reading merge request ${ref.number} of ${ref.repository}`,
        needs: 'scope read_api, role Reporter',
    };
    const answer = await api.read(purpose, (rest) => rest.MergeRequests.show(ref.repository, ref.number, { includeRebaseInProgress: true }));
    const json = (0,fields/* objectOf */.Xy)(answer, purpose.doing);
    const repository = ref.repository;
    const head = isOwnBranch(json) ? repository : await pathOf(api, (0,fields/* numberAt */.tk)(json, 'source_project_id'));
    const bare = pullRequestOf(json, { repository, head }, purpose.doing);
    if (bare.state !== 'open') {
        return { pullRequest: { ...bare, mergeability: mergeabilityOf(json, bare.state) }, json };
    }
    const train = bare.scheduled === undefined ? undefined : await trainOf(api, ref);
    const approvals = await approvalsOf(api, ref);
    const mergeability = withApprovals(mergeabilityOf(json, bare.state, train), approvals);
    const scheduled = train === undefined ? bare.scheduled : 'queue';
    return {
        pullRequest: { ...bare, mergeability, scheduled, approval: approvalOf(json, approvals) },
        json,
    };
}
async function projectOf(api, idOrPath) {
    const key = String(idOrPath);
    if (!api.projects.has(key)) {
        const purpose = { doing: `reading the project ${key}`, needs: 'scope read_api, role Reporter' };
        const answer = await api.read(purpose, (rest) => (0,calls/* unless */.NJ)([401, 403, 404], () => rest.Projects.show(idOrPath)));
        api.projects.set(key, (0,fields/* isJson */.Fh)(answer) ? answer : undefined);
    }
    return api.projects.get(key);
}
async function pathOf(api, id) {
    const project = id === undefined ? undefined : await projectOf(api, id);
    return project === undefined ? undefined : (0,fields/* text */.Qq)(project, 'path_with_namespace');
}
async function trainOf(api, ref) {
    const project = await projectOf(api, ref.repository);
    if (project?.merge_trains_enabled !== true) {
        return undefined;
    }
    const purpose = {
        doing: `reading the merge train of merge request ${ref.number} of ${ref.repository}`,
        needs: 'scope read_api, role Developer',
    };
    const car = await api.read(purpose, (rest) => (0,calls/* unless */.NJ)([403, 404], () => rest.MergeTrains.showStatus(ref.repository, ref.number)));
    return (0,fields/* isJson */.Fh)(car) ? (0,fields/* text */.Qq)(car, 'status') : undefined;
}
async function approvalsOf(api, ref) {
    if (api.connection.token?.kind === 'job') {
        return undefined;
    }
    const purpose = {
        doing: `reading the approvals of merge request ${ref.number} of ${ref.repository}`,
        needs: 'scope read_api, role Reporter',
    };
    const answer = await api.read(purpose, (rest) => (0,calls/* unless */.NJ)([401, 403, 404], () => rest.MergeRequestApprovals.showConfiguration(ref.repository, { mergerequestIId: ref.number })));
    return (0,fields/* isJson */.Fh)(answer) ? answer : undefined;
}
function approvalOf(json, approvals) {
    const status = (0,fields/* text */.Qq)(json, 'detailed_merge_status');
    if (status === 'requested_changes') {
        return 'changes-requested';
    }
    if (status === 'not_approved') {
        return 'missing';
    }
    if (approvals === undefined) {
        return 'unknown';
    }
    const left = (0,fields/* numberAt */.tk)(approvals, 'approvals_left') ?? 0;
    if (left > 0) {
        return 'missing';
    }
    const given = (0,fields/* children */.Y_)(approvals, 'approved_by').length > 0;
    return ((0,fields/* numberAt */.tk)(approvals, 'approvals_required') ?? 0) > 0 || given ? 'approved' : 'not-required';
}
function withApprovals(mergeability, approvals) {
    if (approvals === undefined || !('reasons' in mergeability)) {
        return mergeability;
    }
    const left = (0,fields/* numberAt */.tk)(approvals, 'approvals_left');
    const rules = (0,fields/* children */.Y_)(approvals, 'approval_rules_left').flatMap((rule) => (0,fields/* text */.Qq)(rule, 'name') ?? []);
    const by = rules.length === 0 ? '' : ` (rules: ${rules.join(', ')})`;
    const reasons = mergeability.reasons.map((reason) => reason.kind === 'approvals' && left !== undefined && left > 0
        ? { ...reason, text: `${reason.text}: ${left} more needed${by}` }
        : reason);
    return { ...mergeability, reasons };
}
function mayMerge(json) {
    const value = (0,fields/* child */.jf)(json, 'user').can_merge;
    return typeof value === 'boolean' ? value : undefined;
}

;// CONCATENATED MODULE: ./build/forge/gitlab/files.js


const perPage = 100;
const mostPages = 30;
async function changedFiles(api, ref) {
    const purpose = {
        doing: `listing the files of merge request ${ref.number} of ${ref.repository}`,
        needs: 'scope read_api, role Reporter',
    };
    const { json } = await look(api, ref);
    const paths = new Set();
    let count = 0;
    for (let page = 1; page <= mostPages; page++) {
        const answer = await api.read(purpose, (rest) => rest.MergeRequests.allDiffs(ref.repository, ref.number, { perPage, page }));
        const listed = (0,fields/* children */.Y_)({ answer }, 'answer');
        count += listed.length;
        for (const diff of listed) {
            for (const path of [(0,fields/* text */.Qq)(diff, 'old_path'), (0,fields/* text */.Qq)(diff, 'new_path')]) {
                if (path !== undefined) {
                    paths.add(path);
                }
            }
        }
        if (listed.length < perPage) {
            break;
        }
    }
    return { paths: [...paths].sort(), complete: (0,fields/* text */.Qq)(json, 'changes_count') === String(count) };
}

;// CONCATENATED MODULE: ./build/forge/gitlab/handler.js


const methods = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'];
function requestHandler(connection, meter) {
    return async (endpoint, options = {}) => {
        const { prefixUrl, searchParams, body, headers } = options;
        const base = String(prefixUrl);
        const url = new URL(endpoint, base.endsWith('/') ? base : `${base}/`);
        url.search = typeof searchParams === 'string' ? searchParams : '';
        const method = methods.find((known) => known === options.method) ?? 'GET';
        const request = {
            method,
            url: url.href,
            headers: (0,fields/* isJson */.Fh)(headers) ? texts(headers) : {},
            ...(typeof body === 'string' && { body }),
        };
        const answer = await (0,transport/* exchange */.cv)(request, connection, meter);
        const data = parsed(answer.text);
        if (answer.status >= 400) {
            throw new transport/* ForgeAnswer */.IA(answer.status, wordsOf(data));
        }
        const empty = answer.text.trim() === '' && [201, 202, 204].includes(answer.status);
        const json = /^application\/([a-z.+-]*\+)?json\b/i.test(answer.headers['content-type'] ?? '');
        if (!empty && (!json || data === undefined)) {
            throw (0,fields/* badAnswer */.k6)(`${method} ${url.pathname}`);
        }
        return { body: (empty ? null : data), headers: { ...answer.headers }, status: answer.status };
    };
}
function texts(headers) {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
function parsed(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
function wordsOf(data) {
    if (!(0,fields/* isJson */.Fh)(data)) {
        return 'without an explanation';
    }
    const { message, error, error_description: description } = data;
    const parts = [message ?? error, description].filter((part) => part !== undefined && part !== null);
    return parts.map(flat).join('; ') || 'without an explanation';
}
function flat(value) {
    if (Array.isArray(value)) {
        return value.map(flat).join('; ');
    }
    return (0,fields/* isJson */.Fh)(value)
        ? Object.entries(value)
            .map(([field, words]) => `${field} ${flat(words)}`)
            .join('; ')
        : String(value);
}

// EXTERNAL MODULE: ./build/forge/ref.js
var ref = __webpack_require__(67790);
;// CONCATENATED MODULE: ./build/forge/gitlab/history.js




async function contains(api, { repository, sha, branch }) {
    const purpose = {
        doing: `comparing ${sha} with ${branch} of ${repository}`,
        needs: 'scope read_api, role Reporter',
    };
    if (!(0,ref/* isBranchName */.Q)(branch)) {
        return 'no-branch';
    }
    const shown = await api.read(purpose, (rest) => (0,calls/* unless */.NJ)([404], () => rest.Branches.show(repository, branch)));
    if (!(0,fields/* isJson */.Fh)(shown)) {
        return 'no-branch';
    }
    if (!(0,ref/* isCommitHash */.E)(sha)) {
        return 'no-commit';
    }
    const head = (0,fields/* needText */.w6)((0,fields/* child */.jf)(shown, 'commit'), 'id', purpose.doing);
    const base = await api.read(purpose, async (rest) => {
        try {
            return await rest.Repositories.mergeBase(repository, [sha, head]);
        }
        catch (thrown) {
            if (thrown instanceof transport/* ForgeAnswer */.IA && (thrown.status === 400 || thrown.status === 404)) {
                return thrown.status;
            }
            throw thrown;
        }
    });
    if (base === 400) {
        return 'no-commit';
    }
    return (0,fields/* isJson */.Fh)(base) && base.id === sha ? 'yes' : 'no';
}

// EXTERNAL MODULE: ./build/forge/merge-result.js
var merge_result = __webpack_require__(3629);
;// CONCATENATED MODULE: ./build/forge/gitlab/merge.js





const merge_pausesMs = [1_000, 2_000, 4_000, 8_000];
const aboutTheRequest = new Set([400, 405, 406, 409, 422]);
async function merge(api, request) {
    const seen = await snapshot(api, request);
    const early = resultOf(seen.pullRequest, request, false);
    if (early !== undefined) {
        return early;
    }
    const project = await projectOf(api, request.repository);
    const squash = squashFor(request, project);
    if ('reason' in squash) {
        return (0,merge_result/* refused */.J5)(seen.pullRequest, 'blocked', [squash.reason]);
    }
    const train = project?.merge_trains_enabled === true;
    if (train && request.when === 'now') {
        return (0,merge_result/* refused */.J5)(seen.pullRequest, 'waiting', [trainRule]);
    }
    return tryMerge(api, { request, train, squash: squash.options }, seen);
}
function resultOf(pullRequest, request, byUs) {
    const known = (0,merge_result/* decided */.rc)(pullRequest, request, byUs);
    if (known !== undefined || pullRequest.scheduled === undefined || request.when === 'now') {
        return known;
    }
    return pullRequest.scheduled === 'queue'
        ? { outcome: 'enqueued', text: 'in the merge train', pullRequest }
        : { outcome: 'scheduled', text: 'auto-merge is set', pullRequest };
}
const trainRule = {
    kind: 'queue',
    text: 'this project merges through merge trains',
    lift: 'Merge with `when: when-ready`, or a Maintainer merges immediately.',
};
function squashFor({ method }, project) {
    if (method === undefined) {
        return { options: {} };
    }
    const setting = project === undefined ? undefined : (0,fields/* text */.Qq)(project, 'merge_method');
    const option = project === undefined ? undefined : (0,fields/* text */.Qq)(project, 'squash_option');
    const fits = method === 'squash'
        ? option !== 'never'
        : option !== 'always' &&
            (setting === undefined || (method === 'merge' ? setting !== 'ff' : setting !== 'merge'));
    if (fits) {
        return { options: { squash: method === 'squash' } };
    }
    const reason = {
        kind: 'policy',
        text: `the project does not merge by ${method}: its merge method is ${setting}, squash is ${option}`,
        lift: 'Leave the method out, or a Maintainer changes it (Settings, Merge requests).',
    };
    return { reason };
}
async function tryMerge(api, plan, first) {
    const { request } = plan;
    const purpose = {
        doing: `merging merge request ${request.number} of ${request.repository} at ${request.headSha.slice(0, 12)}`,
        needs: 'scope api, and the right to merge into the target branch',
    };
    let seen = first;
    let last;
    for (const pauseMs of merge_pausesMs) {
        const { pullRequest } = seen;
        const { state } = pullRequest.mergeability;
        if (state === 'blocked' || (state === 'waiting' && request.when === 'now')) {
            return (0,merge_result/* notMerged */.ar)(pullRequest);
        }
        if (state !== 'unknown') {
            last = await send(api, purpose, { ...plan, ready: state === 'ready' });
            const right = last.kind === 'refused' ? rightsReason(api, purpose, last.answer, seen) : undefined;
            if (right !== undefined) {
                return (0,merge_result/* refused */.J5)(pullRequest, 'blocked', [right]);
            }
        }
        seen = await snapshot(api, request);
        const known = resultOf(seen.pullRequest, request, last !== undefined && last.kind !== 'refused');
        if (known !== undefined) {
            return known;
        }
        await api.connection.clock.sleep(pauseMs, api.connection.signal);
    }
    if (last?.kind === 'lost') {
        throw (0,errors/* unknown */.L5)('answer-lost', `${purpose.doing}: ${last.why}; it is still open`);
    }
    const words = last?.kind === 'refused' ? last.answer.words : undefined;
    return (0,merge_result/* notMerged */.ar)(seen.pullRequest, words ?? (0,fields/* text */.Qq)(seen.json, 'merge_error'));
}
function send(api, purpose, { request, train, squash, ready }) {
    const { repository, number, headSha } = request;
    const options = { sha: headSha, ...squash, ...(!ready && { autoMerge: true }) };
    return api.write(purpose, (rest) => train
        ? rest.MergeTrains.addMergeRequest(repository, number, options)
        : rest.MergeRequests.merge(repository, number, options));
}
function rightsReason(api, purpose, answer, seen) {
    if (aboutTheRequest.has(answer.status)) {
        return undefined;
    }
    if (answer.status !== 401 && !(answer.status === 403 && mayMerge(seen.json) === false)) {
        throw refusal(purpose, answer, api.connection);
    }
    const base = seen.pullRequest.base.branch;
    return {
        kind: 'policy',
        text: `${answer.words} (HTTP ${answer.status}): the user of the token may not merge into ${base}`,
        lift: `Somebody in "Allowed to merge" of ${base} (Settings, Repository, Protected branches), or a Maintainer who adds the user of the token there.`,
    };
}
async function cancelMerge(api, ref) {
    const { pullRequest } = await snapshot(api, ref);
    if (pullRequest.scheduled === undefined) {
        return;
    }
    const purpose = {
        doing: `cancelling the merge of merge request ${ref.number} of ${ref.repository}`,
        needs: 'scope api, role Developer',
    };
    const outcome = await api.write(purpose, (rest) => rest.MergeRequests.cancelOnPipelineSuccess(ref.repository, ref.number));
    if (outcome.kind === 'done') {
        return;
    }
    const after = await snapshot(api, ref);
    if (after.pullRequest.scheduled !== undefined) {
        throw outcome.kind === 'refused'
            ? refusal(purpose, outcome.answer, api.connection)
            : (0,errors/* unknown */.L5)('answer-lost', `${purpose.doing}: ${outcome.why}`);
    }
}

// EXTERNAL MODULE: ./build/forge/writing.js
var writing = __webpack_require__(67831);
;// CONCATENATED MODULE: ./build/forge/gitlab/write.js







const descriptionLimit = 140;
function purposeOf(verb, { repository, number }) {
    return { doing: `${verb} merge request ${number} of ${repository}`, needs: 'scope api, role Developer' };
}
async function edit(api, ref, change) {
    const draft = change.title !== undefined && (await look(api, ref)).pullRequest.draft;
    const fields = {
        ...(change.title !== undefined && {
            title: (0,writing/* titleLine */.Nl)(draft ? asDraft(change.title) : withoutDraft(change.title)),
        }),
        ...(change.body !== undefined && { description: (0,writing/* withoutQuickActions */.Bs)(change.body) }),
    };
    await api.put(purposeOf('editing', ref), (rest) => rest.MergeRequests.edit(ref.repository, ref.number, fields));
}
async function markReady(api, ref) {
    const { pullRequest } = await look(api, ref);
    if (pullRequest.draft) {
        await api.put(purposeOf('marking ready', ref), (rest) => rest.MergeRequests.edit(ref.repository, ref.number, { title: pullRequest.title }));
    }
}
async function write_close(api, ref) {
    await api.put(purposeOf('closing', ref), (rest) => rest.MergeRequests.edit(ref.repository, ref.number, { stateEvent: 'close' }));
}
async function addLabels(api, ref, labels) {
    if (labels.length > 0) {
        await api.put(purposeOf('labelling', ref), (rest) => rest.MergeRequests.edit(ref.repository, ref.number, { addLabels: labels.join(',') }));
    }
}
async function requestReviewers(api, ref, names) {
    const purpose = purposeOf('asking for reviews of', ref);
    const { json } = await look(api, ref);
    const reviewerIds = (0,fields/* children */.Y_)(json, 'reviewers').flatMap((user) => (0,fields/* numberAt */.tk)(user, 'id') ?? []);
    const wanted = new Map();
    const refusals = [];
    for (const name of names) {
        const users = (0,fields/* listOf */.c3)(await api.read(purpose, (rest) => rest.Users.all({ username: name, perPage: 1, page: 1 })), purpose.doing);
        const id = users[0] === undefined ? undefined : (0,fields/* numberAt */.tk)(users[0], 'id');
        if (id === undefined) {
            refusals.push({ name, text: 'there is no such user, or the token may not see it' });
        }
        else {
            wanted.set(id, name);
        }
    }
    const all = [...new Set([...reviewerIds, ...wanted.keys()])];
    if (all.length > reviewerIds.length) {
        const answer = await api.put(purpose, (rest) => rest.MergeRequests.edit(ref.repository, ref.number, { reviewerIds: all }));
        const kept = (0,fields/* children */.Y_)((0,fields/* objectOf */.Xy)(answer, purpose.doing), 'reviewers').map((user) => (0,fields/* numberAt */.tk)(user, 'id'));
        for (const [id, name] of wanted) {
            if (!kept.includes(id)) {
                refusals.push({ name, text: 'GitLab did not take this reviewer (several need Premium)' });
            }
        }
    }
    return refusals;
}
async function deleteBranch(api, branch) {
    const { repository, name } = branch;
    const purpose = { doing: `deleting branch ${name} of ${repository}`, needs: 'scope api, role Developer' };
    const head = async () => {
        const seen = await api.read(purpose, (rest) => (0,calls/* unless */.NJ)([404], () => rest.Branches.show(repository, name)));
        return (0,fields/* isJson */.Fh)(seen) ? (0,fields/* needText */.w6)((0,fields/* child */.jf)(seen, 'commit'), 'id', purpose.doing) : undefined;
    };
    if ((await head()) !== branch.sha) {
        return false;
    }
    const outcome = await api.write(purpose, (rest) => rest.Branches.remove(repository, name));
    if (outcome.kind === 'done' || (await head()) === undefined) {
        return true;
    }
    throw outcome.kind === 'refused'
        ? refusal(purpose, outcome.answer, api.connection)
        : (0,errors/* unknown */.L5)('answer-lost', `${purpose.doing}: ${outcome.why}; the branch is still there`);
}
async function setStatus(api, status) {
    const { repository, sha, context, description, url } = status;
    const state = status.state === 'failure' ? 'failed' : status.state;
    const purpose = {
        doing: `setting the status ${context} of ${repository}@${sha.slice(0, 12)}`,
        needs: 'scope api, role Developer (Maintainer where the branch is protected)',
    };
    await api.put(purpose, async (rest) => {
        const options = {
            name: context,
            description: (0,writing/* cut */.Jj)(description, descriptionLimit),
            ...(url !== undefined && { targetUrl: url }),
        };
        const done = await (0,calls/* unless */.NJ)([400], () => rest.Commits.editStatus(repository, sha, state, options));
        if (done === undefined && !(await isInState(rest.Commits, status, state))) {
            await rest.Commits.editStatus(repository, sha, state, options);
        }
    });
}
async function isInState(commits, status, state) {
    const { repository, sha, context } = status;
    const list = (0,fields/* listOf */.c3)(await commits.allStatuses(repository, sha, { name: context }), 'listing statuses');
    return list.some((entry) => (0,fields/* text */.Qq)(entry, 'name') === context && (0,fields/* text */.Qq)(entry, 'status') === state);
}
async function ownId(api) {
    if (api.self.id === undefined) {
        const purpose = { doing: 'reading the user of the token', needs: 'scope api' };
        const user = await api.read(purpose, (rest) => rest.Users.showCurrentUser());
        api.self.id = (0,fields/* needNumber */._o)((0,fields/* objectOf */.Xy)(user, purpose.doing), 'id', purpose.doing);
    }
    return api.self.id;
}

;// CONCATENATED MODULE: ./build/forge/gitlab/note.js





const note_perPage = 100;
const note_mostPages = 20;
const mostTries = 3;
async function comment(api, request) {
    const { repository, number, marker } = request;
    const purpose = {
        doing: `commenting on merge request ${number} of ${repository}`,
        needs: 'scope api, role Reporter',
    };
    const body = (0,writing/* markedBody */.j$)(marker, (0,writing/* withoutQuickActions */.Bs)(request.body));
    for (let tries = 1;; tries++) {
        const found = tries === 1 && isReadOnly(api) ? undefined : await findOurs(api, request, marker);
        if (found !== undefined) {
            const url = urlOf(api, request, found.id);
            if (found.body.replaceAll('\r\n', '\n') === body) {
                return { operation: tries > 1 ? 'created' : 'unchanged', url };
            }
            await api.put(purpose, (rest) => rest.MergeRequestNotes.edit(repository, number, found.id, { body }));
            return { operation: 'updated', url };
        }
        const outcome = await api.write(purpose, (rest) => rest.MergeRequestNotes.create(repository, number, body));
        if (outcome.kind === 'done') {
            const id = (0,fields/* numberAt */.tk)((0,fields/* objectOf */.Xy)(outcome.value, purpose.doing), 'id');
            return { operation: 'created', url: urlOf(api, request, id) };
        }
        if (outcome.kind === 'refused') {
            throw refusal(purpose, outcome.answer, api.connection);
        }
        if (tries === mostTries) {
            throw (0,errors/* unknown */.L5)('answer-lost', `${purpose.doing}: ${outcome.why}`);
        }
        await api.connection.clock.sleep(1_000 * tries, api.connection.signal);
    }
}
function isReadOnly(api) {
    return api.connection.token?.kind === 'job';
}
function urlOf(api, { repository, number }, id) {
    const page = `${api.connection.address}/${repository}/-/merge_requests/${number}`;
    return id === undefined ? page : `${page}#note_${id}`;
}
async function findOurs(api, ref, marker) {
    const purpose = {
        doing: `reading the notes of merge request ${ref.number} of ${ref.repository}`,
        needs: 'scope read_api, role Reporter',
    };
    const self = await ownId(api);
    for (let page = 1; page <= note_mostPages; page++) {
        const answer = await api.read(purpose, (rest) => rest.MergeRequestNotes.all(ref.repository, ref.number, {
            sort: 'asc',
            orderBy: 'created_at',
            perPage: note_perPage,
            page,
        }));
        const notes = (0,fields/* children */.Y_)({ answer }, 'answer');
        for (const note of notes) {
            const body = (0,fields/* text */.Qq)(note, 'body') ?? '';
            const id = (0,fields/* numberAt */.tk)(note, 'id');
            if (id !== undefined && (0,fields/* numberAt */.tk)((0,fields/* child */.jf)(note, 'author'), 'id') === self && (0,writing/* hasMarker */.xY)(body, marker)) {
                return { id, body };
            }
        }
        if (notes.length < note_perPage) {
            return undefined;
        }
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/forge/gitlab/open.js






const open_mostTries = 3;
async function find(api, { repository, head, base }) {
    const purpose = {
        doing: `listing merge requests of ${repository}`,
        needs: 'scope read_api, role Reporter',
    };
    const list = await api.read(purpose, (rest) => rest.MergeRequests.all({
        projectId: repository,
        sourceBranch: head,
        targetBranch: base,
        state: 'opened',
        perPage: 100,
        page: 1,
    }));
    return (0,fields/* listOf */.c3)(list, purpose.doing)
        .filter(isOwnBranch)
        .map((json) => pullRequestOf(json, { repository, head: repository }, purpose.doing))
        .filter((found) => found.head.branch === head && found.base.branch === base)
        .sort((one, other) => other.number - one.number);
}
async function open_open(api, request) {
    const { repository, head, base } = request;
    const purpose = {
        doing: `opening a merge request from ${head} to ${base} of ${repository}`,
        needs: 'scope api, role Developer',
    };
    const [existing] = await find(api, request);
    if (existing !== undefined) {
        return { outcome: 'existing', pullRequest: existing };
    }
    if ((await commitsAhead(api, purpose, request)) === 0) {
        return { outcome: 'nothing-to-change', text: `${base} holds every commit of ${head}` };
    }
    for (let tries = 1;; tries++) {
        const outcome = await create(api, purpose, request);
        if (outcome.kind === 'done') {
            const json = (0,fields/* objectOf */.Xy)(outcome.value, purpose.doing);
            const pullRequest = pullRequestOf(json, { repository, head: repository }, purpose.doing);
            return { outcome: 'created', pullRequest };
        }
        if (outcome.kind === 'refused') {
            return afterRefusal(api, request, { answer: outcome.answer, purpose, repeated: tries > 1 });
        }
        const found = await findLost(api, request);
        if (found !== undefined) {
            return { outcome: 'created', pullRequest: found };
        }
        if (tries === open_mostTries) {
            throw (0,errors/* unknown */.L5)('answer-lost', `${purpose.doing}: ${outcome.why}; it cannot be found`);
        }
    }
}
function create(api, purpose, request) {
    const { repository, head, base, body, draft = false } = request;
    const title = (0,writing/* titleLine */.Nl)(draft ? asDraft(request.title) : withoutDraft(request.title));
    return api.write(purpose, (rest) => rest.MergeRequests.create(repository, head, base, title, { description: (0,writing/* withoutQuickActions */.Bs)(body) }));
}
function findLost(api, request) {
    return (0,calls/* lookAgain */.IK)(api.connection, async () => (await find(api, request))[0]);
}
async function afterRefusal(api, request, { answer, purpose, repeated }) {
    const [found] = answer.status === 409 ? await find(api, request) : [];
    if (found !== undefined) {
        return { outcome: repeated ? 'created' : 'existing', pullRequest: found };
    }
    throw refusal(purpose, answer, api.connection);
}
async function commitsAhead(api, purpose, branches) {
    const { repository, base, head } = branches;
    const seen = await (0,calls/* lookAgain */.IK)(api.connection, async () => {
        const answer = await api.read(purpose, (rest) => (0,calls/* unless */.NJ)([404], () => rest.Repositories.compare(repository, base, head)));
        return (0,fields/* isJson */.Fh)(answer) ? answer : undefined;
    });
    const answer = seen ?? (await api.read(purpose, (rest) => rest.Repositories.compare(repository, base, head)));
    return (0,fields/* children */.Y_)((0,fields/* objectOf */.Xy)(answer, purpose.doing), 'commits').length;
}

;// CONCATENATED MODULE: ./build/forge/gitlab/rebase.js




const rebase_pausesMs = [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000];
async function updateHead(api, ref) {
    const purpose = {
        doing: `rebasing merge request ${ref.number} of ${ref.repository}`,
        needs: 'scope api, and the right to push to the source branch',
    };
    const before = await look(api, ref);
    if (before.pullRequest.head.sha !== ref.headSha) {
        throw (0,errors/* failed */.gz)('refused', `${purpose.doing}: its head is ${before.pullRequest.head.sha}, not ${ref.headSha}`);
    }
    const outcome = await api.write(purpose, (rest) => rest.MergeRequests.rebase(ref.repository, ref.number));
    if (outcome.kind === 'refused') {
        throw refusal(purpose, outcome.answer, api.connection);
    }
    for (const pauseMs of rebase_pausesMs) {
        await api.connection.clock.sleep(pauseMs, api.connection.signal);
        const { json, pullRequest } = await look(api, ref);
        if (pullRequest.head.sha !== ref.headSha) {
            return;
        }
        const error = (0,fields/* text */.Qq)(json, 'merge_error');
        if (json.rebase_in_progress !== true && outcome.kind === 'done') {
            if (error === undefined) {
                return;
            }
            throw (0,errors/* failed */.gz)('refused', `${purpose.doing}: GitLab says "${error}"`);
        }
    }
    throw (0,errors/* unknown */.L5)('answer-lost', `${purpose.doing}: its end was not seen`);
}

;// CONCATENATED MODULE: ./build/forge/gitlab.js













function openGitLab(connection) {
    return (0,bind/* bindForge */.F)('gitlab', { api: createApi(connection, createClient), connection }, operations);
}
const operations = {
    find: find,
    open: open_open,
    read: read,
    refresh: refresh,
    merge: merge,
    cancelMerge: cancelMerge,
    updateHead: updateHead,
    edit: edit,
    markReady: markReady,
    close: write_close,
    addLabels: addLabels,
    requestReviewers: requestReviewers,
    comment: comment,
    deleteBranch: deleteBranch,
    setStatus: setStatus,
    changedFiles: changedFiles,
    contains: contains,
};
function createClient(connection, meter) {
    const { address, token } = connection;
    const common = {
        host: address,
        queryTimeout: null,
        requesterFn: (0,dist/* createRequesterFn */.PD)(async (_resource, options) => options, requestHandler(connection, meter)),
    };
    if (token === undefined) {
        return new rest_dist/* Gitlab */.mJr(common);
    }
    return token.kind === 'job'
        ? new rest_dist/* Gitlab */.mJr({ ...common, jobToken: token.value })
        : new rest_dist/* Gitlab */.mJr({ ...common, token: token.value });
}


/***/ })),

/***/ 3629:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

"use strict";
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J5: () => (/* binding */ refused),
/* harmony export */   ar: () => (/* binding */ notMerged),
/* harmony export */   rc: () => (/* binding */ decided),
/* harmony export */   zM: () => (/* binding */ reasonsOf)
/* harmony export */ });
function decided(pullRequest, { headSha }, byUs) {
    if (pullRequest.head.sha !== headSha) {
        return { outcome: 'head-moved', headSha: pullRequest.head.sha, pullRequest };
    }
    if (pullRequest.state === 'merged') {
        return { outcome: 'merged', commit: pullRequest.mergeCommit ?? '', byUs, pullRequest };
    }
    return pullRequest.state === 'closed' ? notMerged(pullRequest) : undefined;
}
function notMerged(pullRequest, words) {
    const { mergeability } = pullRequest;
    if (mergeability.state === 'waiting' || mergeability.state === 'blocked') {
        return refused(pullRequest, mergeability.state, mergeability.reasons);
    }
    const shown = mergeability.state === 'unknown' ? mergeability.text : 'the forge does not say why';
    const lift = 'Time, or somebody who looks at the merge box of its page.';
    return refused(pullRequest, 'waiting', [{ kind: 'other', text: words ?? shown, lift }]);
}
function refused(pullRequest, state, reasons) {
    return { outcome: 'not-merged', state, reasons, pullRequest };
}
function reasonsOf({ mergeability }) {
    return 'reasons' in mergeability ? mergeability.reasons : [];
}


/***/ })),

/***/ 67790:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

"use strict";
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ isCommitHash),
/* harmony export */   Q: () => (/* binding */ isBranchName)
/* harmony export */ });
function isCommitHash(text) {
    return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}
function isBranchName(text) {
    const parts = text.split('/');
    return (text !== '@' &&
        !text.startsWith('-') &&
        !/\.\.|@\{|[\p{Cc}\s~^:?*[\\]/u.test(text) &&
        parts.every((part) => part !== '' && !part.startsWith('.') && !/\.(?:lock)?$/.test(part)));
}


/***/ })),

/***/ 14790:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

"use strict";
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G9: () => (/* binding */ settle),
/* harmony export */   HB: () => (/* binding */ unreachable),
/* harmony export */   IA: () => (/* binding */ ForgeAnswer),
/* harmony export */   cv: () => (/* binding */ exchange)
/* harmony export */ });
/* unused harmony export limitedForMs */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44516);
/* harmony import */ var _http_retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(24330);
/* harmony import */ var _http_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2253);



class ForgeAnswer extends Error {
    name = 'ForgeAnswer';
    status;
    words;
    constructor(status, words) {
        super(`HTTP ${status}: ${words}`);
        this.status = status;
        this.words = words;
    }
}
async function settle(write) {
    try {
        return { kind: 'done', value: await write() };
    }
    catch (thrown) {
        if (thrown instanceof ForgeAnswer) {
            return thrown.status >= 500 || thrown.status === 408
                ? { kind: 'lost', why: thrown.message }
                : { kind: 'refused', answer: thrown };
        }
        if (thrown instanceof _http_js__WEBPACK_IMPORTED_MODULE_2__/* .TransportError */ .w && thrown.sent === 'maybe') {
            return { kind: 'lost', why: thrown.message };
        }
        if ((0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isKargoError */ .Rd)(thrown) && thrown.verdict.status === 'unknown') {
            return { kind: 'lost', why: thrown.message };
        }
        throw unreachable(thrown);
    }
}
function unreachable(thrown) {
    return thrown instanceof _http_js__WEBPACK_IMPORTED_MODULE_2__/* .TransportError */ .w ? (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5)('unreachable', thrown.message, thrown) : thrown;
}
const defaultWaitMs = 60_000;
const longestWaitMs = 2 ** 31 - 1;
async function exchange(request, connection, meter) {
    const { http, clock, signal, onWait } = connection;
    for (;;) {
        meter.sent += 1;
        const answer = await http.request({ ...request, returnLimits: true, signal });
        refuseRedirect(request, answer);
        const waitMs = limitedForMs(answer, clock.now());
        if (waitMs === undefined) {
            return answer;
        }
        onWait?.(`${hostOf(request.url)} limits requests of this token: going on in ${Math.ceil(waitMs / 1000)} s`);
        await clock.sleep(waitMs, signal);
    }
}
function hostOf(url) {
    return new URL(url).host;
}
function refuseRedirect(request, answer) {
    if (answer.status < 300 || answer.status >= 400 || answer.status === 304) {
        return;
    }
    const { origin, pathname } = new URL(request.url);
    const target = answer.headers.location ?? '';
    const to = URL.canParse(target, request.url) ? ` to ${new URL(target, request.url).origin}` : '';
    throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('refused', `${request.method} ${origin}${pathname} was redirected${to} (HTTP ${answer.status}); redirects are not followed, so that the token goes nowhere else. Is the address of the forge right, or was the repository renamed?`, answer.status);
}
function limitedForMs(answer, now) {
    const { headers } = answer;
    const asked = (0,_http_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .retryAfterMs */ .V)(headers['retry-after'], now);
    const remaining = headers['x-ratelimit-remaining'] ?? headers['ratelimit-remaining'];
    if (!isLimited(answer, asked !== undefined || remaining === '0')) {
        return undefined;
    }
    const reset = Number(headers['x-ratelimit-reset'] ?? headers['ratelimit-reset'] ?? Number.NaN);
    const until = remaining === '0' && Number.isFinite(reset) ? reset * 1000 - now + 1_000 : defaultWaitMs;
    return Math.min(longestWaitMs, Math.max(1_000, asked ?? until));
}
function isLimited({ status, url, text }, told) {
    switch (status) {
        case 429:
            return true;
        case 403:
            return told || /secondary rate limit|abuse detection/i.test(text);
        default:
            return status === 200 && url.endsWith('/graphql') && /"type":\s*"RATE_LIMITED"/.test(text);
    }
}


/***/ })),

/***/ 67831:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

"use strict";
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bs: () => (/* binding */ withoutQuickActions),
/* harmony export */   Jj: () => (/* binding */ cut),
/* harmony export */   Nl: () => (/* binding */ titleLine),
/* harmony export */   j$: () => (/* binding */ markedBody),
/* harmony export */   xY: () => (/* binding */ hasMarker)
/* harmony export */ });
/* unused harmony export markerLine */
const titleLimit = 255;
function titleLine(title) {
    const line = title.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
    return cut(line, titleLimit);
}
function cut(text, limit) {
    if (text.length <= limit) {
        return text;
    }
    let kept = '';
    for (const character of text) {
        if (kept.length + character.length > limit - 1) {
            break;
        }
        kept += character;
    }
    return `${kept}\u2026`;
}
function markerLine(marker) {
    if (!/^[a-z0-9._/-]+$/.test(marker) || marker.includes('--')) {
        throw new RangeError(`not a marker: ${JSON.stringify(marker)}`);
    }
    return `<!-- kargo-ci: ${marker} -->`;
}
function markedBody(marker, body) {
    return `${markerLine(marker)}\n${body}`;
}
function hasMarker(body, marker) {
    return body === markerLine(marker) || /^[\r\n]/.test(body.slice(markerLine(marker).length))
        ? body.startsWith(markerLine(marker))
        : false;
}
function withoutQuickActions(body) {
    return body.replace(/^([^\S\n]*)\/(?=[a-z])/gim, '$1\\/');
}


/***/ })),

/***/ 36835:
/***/ ((function(module,__unused_webpack_exports,__webpack_require__){

var map = {
	"./BurstyRateLimiter": [
		89654
	],
	"./BurstyRateLimiter.js": [
		89654
	],
	"./ExpressBruteFlexible": [
		37316,
		7316
	],
	"./ExpressBruteFlexible.js": [
		37316,
		7316
	],
	"./RLWrapperBlackAndWhite": [
		57197
	],
	"./RLWrapperBlackAndWhite.js": [
		57197
	],
	"./RLWrapperTimeouts": [
		85206
	],
	"./RLWrapperTimeouts.js": [
		85206
	],
	"./RateLimiterAbstract": [
		33127
	],
	"./RateLimiterAbstract.js": [
		33127
	],
	"./RateLimiterCluster": [
		40435
	],
	"./RateLimiterCluster.js": [
		40435
	],
	"./RateLimiterDrizzle": [
		51695
	],
	"./RateLimiterDrizzle.js": [
		51695
	],
	"./RateLimiterDrizzleNonAtomic": [
		79433
	],
	"./RateLimiterDrizzleNonAtomic.js": [
		79433
	],
	"./RateLimiterDynamo": [
		5411
	],
	"./RateLimiterDynamo.js": [
		5411
	],
	"./RateLimiterEtcd": [
		70523
	],
	"./RateLimiterEtcd.js": [
		70523
	],
	"./RateLimiterEtcdNonAtomic": [
		76653
	],
	"./RateLimiterEtcdNonAtomic.js": [
		76653
	],
	"./RateLimiterInsuredAbstract": [
		18709
	],
	"./RateLimiterInsuredAbstract.js": [
		18709
	],
	"./RateLimiterMemcache": [
		18088
	],
	"./RateLimiterMemcache.js": [
		18088
	],
	"./RateLimiterMemory": [
		53854
	],
	"./RateLimiterMemory.js": [
		53854
	],
	"./RateLimiterMongo": [
		61665
	],
	"./RateLimiterMongo.js": [
		61665
	],
	"./RateLimiterMySQL": [
		90703
	],
	"./RateLimiterMySQL.js": [
		90703
	],
	"./RateLimiterPostgres": [
		47758
	],
	"./RateLimiterPostgres.js": [
		47758
	],
	"./RateLimiterPrisma": [
		74737
	],
	"./RateLimiterPrisma.js": [
		74737
	],
	"./RateLimiterQueue": [
		34958
	],
	"./RateLimiterQueue.js": [
		34958
	],
	"./RateLimiterRedis": [
		4402
	],
	"./RateLimiterRedis.js": [
		4402
	],
	"./RateLimiterRes": [
		1627
	],
	"./RateLimiterRes.js": [
		1627
	],
	"./RateLimiterSQLite": [
		69149
	],
	"./RateLimiterSQLite.js": [
		69149
	],
	"./RateLimiterStoreAbstract": [
		68658
	],
	"./RateLimiterStoreAbstract.js": [
		68658
	],
	"./RateLimiterUnion": [
		47074
	],
	"./RateLimiterUnion.js": [
		47074
	],
	"./RateLimiterValkey": [
		95183
	],
	"./RateLimiterValkey.js": [
		95183
	],
	"./RateLimiterValkeyGlide": [
		7514
	],
	"./RateLimiterValkeyGlide.js": [
		7514
	],
	"./component/BlockedKeys": [
		9468
	],
	"./component/BlockedKeys/": [
		9468
	],
	"./component/BlockedKeys/BlockedKeys": [
		17100
	],
	"./component/BlockedKeys/BlockedKeys.js": [
		17100
	],
	"./component/BlockedKeys/index": [
		9468
	],
	"./component/BlockedKeys/index.js": [
		9468
	],
	"./component/MemoryStorage": [
		39728,
		9728
	],
	"./component/MemoryStorage/": [
		39728,
		9728
	],
	"./component/MemoryStorage/MemoryStorage": [
		30552
	],
	"./component/MemoryStorage/MemoryStorage.js": [
		30552
	],
	"./component/MemoryStorage/Record": [
		9131
	],
	"./component/MemoryStorage/Record.js": [
		9131
	],
	"./component/MemoryStorage/index": [
		39728,
		9728
	],
	"./component/MemoryStorage/index.js": [
		39728,
		9728
	],
	"./component/RateLimiterEtcdTransactionFailedError": [
		28990
	],
	"./component/RateLimiterEtcdTransactionFailedError.js": [
		28990
	],
	"./component/RateLimiterQueueError": [
		59450
	],
	"./component/RateLimiterQueueError.js": [
		59450
	],
	"./component/RateLimiterSetupError": [
		85028
	],
	"./component/RateLimiterSetupError.js": [
		85028
	],
	"./constants": [
		85158,
		5158
	],
	"./constants.js": [
		85158,
		5158
	]
};
function webpackAsyncContext(req) {
	if(!__webpack_require__.o(map, req)) {
		return Promise.resolve().then(() => {
			var e = new Error("Cannot find module '" + req + "'");
			e.code = 'MODULE_NOT_FOUND';
			throw e;
		});
	}

	var ids = map[req], id = ids[0];
	return Promise.all(ids.slice(1).map(__webpack_require__.e)).then(() => {
		return __webpack_require__.t(id, 7 | 16);
	});
}
webpackAsyncContext.keys = () => (Object.keys(map));
webpackAsyncContext.id = 36835;
module.exports = webpackAsyncContext;

/***/ }))

};
;