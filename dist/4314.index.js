"use strict";
exports.id = 4314;
exports.ids = [4314];
exports.modules = {

/***/ 13100:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

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

/***/ 94314:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  openGitHub: () => (/* binding */ openGitHub)
});

// UNUSED EXPORTS: apiAddress

// EXTERNAL MODULE: ../node_modules/@octokit/core/dist-src/index.js + 12 modules
var dist_src = __webpack_require__(86455);
;// CONCATENATED MODULE: ../node_modules/@octokit/plugin-request-log/dist-src/version.js
const VERSION = "6.0.0";


;// CONCATENATED MODULE: ../node_modules/@octokit/plugin-request-log/dist-src/index.js

function requestLog(octokit) {
  octokit.hook.wrap("request", (request, options) => {
    octokit.log.debug("request", options);
    const start = Date.now();
    const requestOptions = octokit.request.endpoint.parse(options);
    const path = requestOptions.url.replace(options.baseUrl, "");
    return request(options).then((response) => {
      const requestId = response.headers["x-github-request-id"];
      octokit.log.info(
        `${requestOptions.method} ${path} - ${response.status} with id ${requestId} in ${Date.now() - start}ms`
      );
      return response;
    }).catch((error) => {
      const requestId = error.response?.headers["x-github-request-id"] || "UNKNOWN";
      octokit.log.error(
        `${requestOptions.method} ${path} - ${error.status} with id ${requestId} in ${Date.now() - start}ms`
      );
      throw error;
    });
  });
}
requestLog.VERSION = VERSION;


// EXTERNAL MODULE: ../node_modules/@octokit/plugin-paginate-rest/dist-bundle/index.js
var dist_bundle = __webpack_require__(43973);
// EXTERNAL MODULE: ../node_modules/@octokit/plugin-rest-endpoint-methods/dist-src/index.js + 3 modules
var plugin_rest_endpoint_methods_dist_src = __webpack_require__(96840);
;// CONCATENATED MODULE: ../node_modules/@octokit/rest/dist-src/version.js
const version_VERSION = "22.0.1";


;// CONCATENATED MODULE: ../node_modules/@octokit/rest/dist-src/index.js





const Octokit = dist_src/* Octokit */.E.plugin(requestLog, plugin_rest_endpoint_methods_dist_src/* legacyRestEndpointMethods */.T, dist_bundle/* paginateRest */.ud).defaults(
  {
    userAgent: `octokit-rest.js/${version_VERSION}`
  }
);


// EXTERNAL MODULE: ./build/errors.js
var build_errors = __webpack_require__(44516);
// EXTERNAL MODULE: ./build/http.js + 6 modules
var http = __webpack_require__(2253);
// EXTERNAL MODULE: ./build/forge/bind.js
var bind = __webpack_require__(13100);
// EXTERNAL MODULE: ./build/forge/fields.js
var fields = __webpack_require__(74566);
// EXTERNAL MODULE: ./build/forge/calls.js
var calls = __webpack_require__(2866);
// EXTERNAL MODULE: ./build/forge/transport.js
var transport = __webpack_require__(14790);
;// CONCATENATED MODULE: ./build/forge/github/api.js




function createApi(connection, create) {
    const shared = {
        meter: { sent: 0 },
        kept: new Map(),
        known: { queueInSchema: true, rules: new Map() },
    };
    return apiOf(connection, create, shared);
}
function apiOf(connection, create, shared) {
    const client = create(connection, shared.meter);
    const { rest } = client;
    const data = async (request) => (await client.call(() => request(rest))).data;
    const explain = (purpose, answer) => refusal(purpose, answer, connection);
    return {
        ...shared,
        connection,
        rest,
        within: (next) => apiOf(next, create, shared),
        read: (purpose, request) => (0,calls/* explained */.to)(purpose, explain, () => data(request)),
        write: (request) => (0,transport/* settle */.G9)(() => data(request)),
        put: (purpose, request) => (0,calls/* explained */.to)(purpose, explain, () => (0,calls/* putAgain */.aB)(purpose, connection, () => data(request))),
        graphql: (purpose, query, variables) => (0,calls/* explained */.to)(purpose, explain, () => client.graphql(query, variables)),
        mutate: (query, variables) => (0,transport/* settle */.G9)(() => client.graphql(query, variables)),
    };
}
function refusal({ doing, needs }, { status, words }, { token }) {
    const said = `${doing}: GitHub says "${words}" (HTTP ${status})`;
    if (status === 401) {
        const advice = token === undefined ? 'A token is needed.' : 'The token is wrong, expired or revoked.';
        return (0,build_errors/* failed */.gz)('unauthorized', `${said}. ${advice}`, status);
    }
    if (status === 403) {
        return (0,build_errors/* failed */.gz)('forbidden', `${said}. ${forbiddenAdvice(words, needs)}`, status);
    }
    if (status === 404) {
        const advice = 'It does not exist, or the token may not see it (the GITHUB_TOKEN of a workflow reaches its own repository only).';
        return (0,build_errors/* failed */.gz)('not-found', `${said}. ${advice}`, status);
    }
    if (status >= 500 || status === 429) {
        return (0,build_errors/* unknown */.L5)('unreachable', said);
    }
    return (0,build_errors/* failed */.gz)('refused', said, status);
}
function forbiddenAdvice(words, needs) {
    if (/GitHub Actions is not permitted to create or approve pull requests/i.test(words)) {
        return 'The GITHUB_TOKEN may open pull requests only when "Allow GitHub Actions to create and approve pull requests" is on (Settings, Actions, General; an organisation can forbid it); or use the token of a GitHub App.';
    }
    if (/not accessible by integration/i.test(words)) {
        return `A workflow token needs \`permissions: ${needs}\` (never given to pull requests from forks); the token of a GitHub App needs the same permissions.`;
    }
    if (/SAML|SSO/.test(words)) {
        return 'The token must be authorised for the single sign-on of the organisation.';
    }
    return `The token needs: ${needs}.`;
}
function refuseErrors({ doing, needs }, { errors }) {
    if (errors.length === 0) {
        return;
    }
    const types = new Set(errors.map((error) => (0,fields/* text */.Qq)(error, 'type')));
    const said = `${doing}: GitHub says "${errors.map((error) => (0,fields/* text */.Qq)(error, 'message') ?? '').join('; ')}"`;
    if (types.has('FORBIDDEN') || types.has('INSUFFICIENT_SCOPES')) {
        throw (0,build_errors/* failed */.gz)('forbidden', `${said}. The token needs: ${needs}.`);
    }
    throw types.has(undefined) ? (0,build_errors/* unknown */.L5)('unreachable', said) : (0,build_errors/* failed */.gz)('refused', said);
}
function ownerAndRepo(repository) {
    const [owner = '', repo = ''] = repository.split('/');
    return { owner, repo };
}

;// CONCATENATED MODULE: ./build/forge/github/files.js


const perPage = 100;
const mostPages = 30;
async function changedFiles(api, ref) {
    const purpose = {
        doing: `listing the files of pull request ${ref.number} of ${ref.repository}`,
        needs: 'pull-requests: read',
    };
    const pull = { ...ownerAndRepo(ref.repository), pull_number: ref.number };
    const json = (0,fields/* objectOf */.Xy)(await api.read(purpose, (rest) => rest.pulls.get(pull)), purpose.doing);
    const expected = (0,fields/* numberAt */.tk)(json, 'changed_files');
    const paths = new Set();
    let count = 0;
    for (let page = 1; page <= mostPages; page++) {
        const files = await api.read(purpose, (rest) => rest.pulls.listFiles({ ...pull, per_page: perPage, page }));
        const listed = (0,fields/* children */.Y_)({ files }, 'files');
        count += listed.length;
        for (const file of listed) {
            for (const path of [(0,fields/* text */.Qq)(file, 'filename'), (0,fields/* text */.Qq)(file, 'previous_filename')]) {
                if (path !== undefined) {
                    paths.add(path);
                }
            }
        }
        if (listed.length < perPage) {
            break;
        }
    }
    return { paths: [...paths].sort(), complete: count === expected };
}

// EXTERNAL MODULE: ./build/forge/ref.js
var ref = __webpack_require__(67790);
// EXTERNAL MODULE: ./build/forge/writing.js
var writing = __webpack_require__(67831);
;// CONCATENATED MODULE: ./build/forge/github/write.js




const descriptionLimit = 140;
function purposeOf(verb, { repository, number }, needs = 'pull-requests: write') {
    return { doing: `${verb} pull request ${number} of ${repository}`, needs };
}
function pullOf(ref) {
    return { ...ownerAndRepo(ref.repository), pull_number: ref.number };
}
async function edit(api, ref, change) {
    const fields = {
        ...(change.title !== undefined && { title: (0,writing/* titleLine */.Nl)(change.title) }),
        ...(change.body !== undefined && { body: change.body }),
    };
    await api.put(purposeOf('editing', ref), (rest) => rest.pulls.update({ ...pullOf(ref), ...fields }));
}
async function write_close(api, ref) {
    await api.put(purposeOf('closing', ref), (rest) => rest.pulls.update({ ...pullOf(ref), state: 'closed' }));
}
async function updateHead(api, ref) {
    const purpose = purposeOf('updating the head of', ref, 'contents: write, pull-requests: write');
    await api.put(purpose, (rest) => rest.pulls.updateBranch({ ...pullOf(ref), expected_head_sha: ref.headSha }));
}
async function addLabels(api, ref, labels) {
    if (labels.length === 0) {
        return;
    }
    await api.put(purposeOf('labelling', ref), (rest) => rest.issues.addLabels({
        ...ownerAndRepo(ref.repository),
        issue_number: ref.number,
        labels: [...labels],
    }));
}
async function requestReviewers(api, ref, names) {
    const refusals = [];
    for (const name of names) {
        const team = name.split('/')[1];
        const who = team === undefined ? { reviewers: [name] } : { team_reviewers: [team] };
        const outcome = await api.write((rest) => rest.pulls.requestReviewers({ ...pullOf(ref), ...who }));
        if (outcome.kind === 'refused' && outcome.answer.status !== 422) {
            throw refusal(purposeOf('asking for reviews of', ref), outcome.answer, api.connection);
        }
        if (outcome.kind !== 'done') {
            refusals.push({ name, text: outcome.kind === 'refused' ? outcome.answer.words : outcome.why });
        }
    }
    return refusals;
}
const readyMutation = `mutation ($id: ID!) {
  markPullRequestReadyForReview(input: { pullRequestId: $id }) { pullRequest { isDraft } }
}`;
async function markReady(api, ref) {
    const purpose = purposeOf('marking ready', ref);
    const pull = await api.read(purpose, (rest) => rest.pulls.get(pullOf(ref)));
    const json = (0,fields/* objectOf */.Xy)(pull, purpose.doing);
    if (json.draft === true) {
        await mutate(api, purpose, { query: readyMutation, id: (0,fields/* needText */.w6)(json, 'node_id', purpose.doing) });
    }
}
async function mutate(api, purpose, { query, id }) {
    refuseErrors(purpose, await api.graphql(purpose, query, { id }));
}
async function deleteBranch(api, branch) {
    const { repository, name } = branch;
    const purpose = { doing: `deleting branch ${name} of ${repository}`, needs: 'contents: write' };
    const ref = { ...ownerAndRepo(repository), ref: `heads/${name}` };
    if ((await headOf(api, purpose, ref)) !== branch.sha) {
        return false;
    }
    const outcome = await api.write((rest) => rest.git.deleteRef(ref));
    if (outcome.kind === 'done' || (await headOf(api, purpose, ref)) === undefined) {
        return true;
    }
    throw outcome.kind === 'refused'
        ? refusal(purpose, outcome.answer, api.connection)
        : (0,build_errors/* unknown */.L5)('answer-lost', `${purpose.doing}: ${outcome.why}; the branch is still there`);
}
async function headOf(api, purpose, ref) {
    const seen = await api.read(purpose, async (rest) => {
        try {
            return await rest.git.getRef(ref);
        }
        catch (thrown) {
            if (thrown instanceof Error && 'status' in thrown && thrown.status === 404) {
                return { data: undefined };
            }
            throw thrown;
        }
    });
    return seen === undefined ? undefined : (0,fields/* text */.Qq)((0,fields/* child */.jf)((0,fields/* objectOf */.Xy)(seen, purpose.doing), 'object'), 'sha');
}
async function setStatus(api, status) {
    const { repository, sha, context, state, description, url } = status;
    const purpose = {
        doing: `setting the status ${context} of ${repository}@${sha.slice(0, 12)}`,
        needs: 'statuses: write',
    };
    await api.put(purpose, (rest) => rest.repos.createCommitStatus({
        ...ownerAndRepo(repository),
        sha,
        context,
        state,
        description: (0,writing/* cut */.Jj)(description, descriptionLimit),
        ...(url !== undefined && { target_url: url }),
    }));
}

;// CONCATENATED MODULE: ./build/forge/github/history.js





async function contains(api, { repository, sha, branch }) {
    const purpose = { doing: `comparing ${sha} with ${branch} of ${repository}`, needs: 'contents: read' };
    const where = ownerAndRepo(repository);
    const head = (0,ref/* isBranchName */.Q)(branch)
        ? await headOf(api, purpose, { ...where, ref: `heads/${branch}` })
        : undefined;
    if (head === undefined) {
        return 'no-branch';
    }
    if (!(0,ref/* isCommitHash */.E)(sha)) {
        return 'no-commit';
    }
    const outcome = await api.write((rest) => rest.repos.compareCommitsWithBasehead({ ...where, basehead: `${sha}...${head}`, per_page: 1 }));
    if (outcome.kind === 'lost') {
        throw (0,build_errors/* unknown */.L5)('unreachable', `${purpose.doing}: ${outcome.why}`);
    }
    if (outcome.kind === 'refused') {
        if (outcome.answer.status === 404) {
            return 'no-commit';
        }
        throw refusal(purpose, outcome.answer, api.connection);
    }
    const status = (0,fields/* text */.Qq)((0,fields/* objectOf */.Xy)(outcome.value, purpose.doing), 'status') ?? '';
    return status === 'ahead' || status === 'identical' ? 'yes' : 'no';
}

// EXTERNAL MODULE: ./build/forge/merge-result.js
var merge_result = __webpack_require__(3629);
// EXTERNAL MODULE: ./build/verdict.js
var verdict = __webpack_require__(80994);
;// CONCATENATED MODULE: ./build/forge/github/detail.js




const queueFields = 'isMergeQueueEnabled mergeQueueEntry { position state }';
function detailQuery(withQueue) {
    return `query ($owner: String!, $name: String!, $number: Int!) {
    repository(owner: $owner, name: $name) {
      autoMergeAllowed mergeCommitAllowed squashMergeAllowed rebaseMergeAllowed
      pullRequest(number: $number) {
        id headRefOid mergeStateStatus reviewDecision
        ${withQueue ? queueFields : ''}
        autoMergeRequest { mergeMethod }
        reviewThreads(first: 100) { nodes { isResolved } }
        commits(last: 1) { nodes { commit { statusCheckRollup {
          state
          contexts(first: 100) { pageInfo { hasNextPage } nodes {
            __typename
            ... on CheckRun { name status conclusion isRequired(pullRequestNumber: $number) }
            ... on StatusContext { context state isRequired(pullRequestNumber: $number) }
          } }
        } } } }
      }
    }
  }`;
}
async function readDetail(api, ref) {
    const { owner, repo } = ownerAndRepo(ref.repository);
    const purpose = {
        doing: `reading the rules and checks of pull request ${ref.number} of ${ref.repository}`,
        needs: 'pull-requests: read, checks: read, statuses: read',
    };
    const variables = { owner, name: repo, number: ref.number };
    const answer = await api
        .graphql(purpose, detailQuery(api.known.queueInSchema), variables)
        .catch(undefinedWhenRefused);
    if (answer === undefined) {
        return undefined;
    }
    if (api.known.queueInSchema && answer.errors.some(isUndefinedField)) {
        api.known.queueInSchema = false;
        return readDetail(api, ref);
    }
    const fault = answer.errors.find((error) => !isDenial(error));
    if (fault !== undefined) {
        throw (0,build_errors/* unknown */.L5)('unreachable', `${purpose.doing}: GitHub says "${(0,fields/* text */.Qq)(fault, 'message') ?? ''}"`);
    }
    const repository = (0,fields/* child */.jf)(answer.data, 'repository');
    const pull = (0,fields/* child */.jf)(repository, 'pullRequest');
    const checksDenied = answer.errors.some((error) => String(error.path).includes('statusCheckRollup'));
    return (0,fields/* text */.Qq)(pull, 'id') === undefined ? undefined : detailOf(repository, pull, checksDenied);
}
function undefinedWhenRefused(thrown) {
    if ((0,build_errors/* isKargoError */.Rd)(thrown) && ['forbidden', 'not-found'].includes((0,verdict/* reasonOf */.A3)(thrown.verdict) ?? '')) {
        return undefined;
    }
    throw thrown;
}
function isDenial(error) {
    return isUndefinedField(error) || denials.has((0,fields/* text */.Qq)(error, 'type') ?? '');
}
const denials = new Set(['FORBIDDEN', 'NOT_FOUND', 'INSUFFICIENT_SCOPES']);
function isUndefinedField(error) {
    return (0,fields/* child */.jf)(error, 'extensions').code === 'undefinedField';
}
function detailOf(repository, pull, checksDenied) {
    const [last = {}] = (0,fields/* children */.Y_)((0,fields/* child */.jf)(pull, 'commits'), 'nodes');
    const rollup = (0,fields/* child */.jf)((0,fields/* child */.jf)(last, 'commit'), 'statusCheckRollup');
    const contexts = (0,fields/* child */.jf)(rollup, 'contexts');
    const entry = (0,fields/* child */.jf)(pull, 'mergeQueueEntry');
    const entryState = (0,fields/* text */.Qq)(entry, 'state');
    return {
        id: (0,fields/* text */.Qq)(pull, 'id') ?? '',
        headSha: (0,fields/* text */.Qq)(pull, 'headRefOid') ?? '',
        mergeState: (0,fields/* text */.Qq)(pull, 'mergeStateStatus') ?? 'UNKNOWN',
        reviewDecision: (0,fields/* text */.Qq)(pull, 'reviewDecision'),
        rollup: (0,fields/* text */.Qq)(rollup, 'state'),
        checks: checksDenied ? undefined : (0,fields/* children */.Y_)(contexts, 'nodes').map(checkOf),
        moreChecks: (0,fields/* child */.jf)(contexts, 'pageInfo').hasNextPage === true,
        unresolvedThreads: (0,fields/* children */.Y_)((0,fields/* child */.jf)(pull, 'reviewThreads'), 'nodes').filter((thread) => thread.isResolved === false).length,
        queueEnabled: pull.isMergeQueueEnabled === true,
        queueEntry: entryState === undefined ? undefined : { position: (0,fields/* numberAt */.tk)(entry, 'position'), state: entryState },
        autoMerge: pull.autoMergeRequest !== null && pull.autoMergeRequest !== undefined,
        autoMergeAllowed: repository.autoMergeAllowed === true,
        methods: {
            merge: repository.mergeCommitAllowed === true,
            squash: repository.squashMergeAllowed === true,
            rebase: repository.rebaseMergeAllowed === true,
        },
    };
}
const greenConclusions = new Set(['SUCCESS', 'NEUTRAL', 'SKIPPED']);
function checkOf(node) {
    const required = node.isRequired === true;
    if ((0,fields/* text */.Qq)(node, '__typename') === 'StatusContext') {
        return { name: (0,fields/* text */.Qq)(node, 'context') ?? '', state: statusState((0,fields/* text */.Qq)(node, 'state')), required };
    }
    const conclusion = (0,fields/* text */.Qq)(node, 'conclusion');
    const done = (0,fields/* text */.Qq)(node, 'status') === 'COMPLETED' && conclusion !== undefined;
    const ended = conclusion !== undefined && greenConclusions.has(conclusion) ? 'green' : 'red';
    return { name: (0,fields/* text */.Qq)(node, 'name') ?? '', state: done ? ended : 'pending', required };
}
function statusState(state) {
    if (state === 'SUCCESS') {
        return 'green';
    }
    return state === 'FAILURE' || state === 'ERROR' ? 'red' : 'pending';
}

// EXTERNAL MODULE: ./build/forge/workflow-token.js
var workflow_token = __webpack_require__(39110);
;// CONCATENATED MODULE: ./build/forge/github/mergeability.js

function conclude(findings) {
    const reasons = findings.map(({ reason }) => reason);
    return { state: findings.some(({ blocks }) => blocks) ? 'blocked' : 'waiting', reasons };
}
function mergeabilityOf(facts) {
    const { pull, mergeable, detail } = facts;
    const state = (detail?.mergeState ?? facts.mergeableState).toUpperCase();
    if (pull.state !== 'open') {
        return conclude([notOpen(pull.state)]);
    }
    if (detail?.queueEntry !== undefined) {
        return conclude([queued(detail.queueEntry)]);
    }
    if (mergeable === false || state === 'DIRTY') {
        return conclude([conflict, ...(pull.draft ? [draft] : [])]);
    }
    if (pull.draft || state === 'DRAFT') {
        return conclude([draft, ...detailFindings(facts)]);
    }
    if (mergeable === null || state === 'UNKNOWN') {
        return { state: 'unknown', text: 'GitHub is still working out whether it can be merged' };
    }
    if (state === 'BEHIND') {
        return conclude([behind, ...detailFindings(facts)]);
    }
    if (state === 'BLOCKED') {
        return conclude(blockedFindings(facts));
    }
    return ['CLEAN', 'HAS_HOOKS', 'UNSTABLE'].includes(state)
        ? { state: 'ready' }
        : conclude([unknownState(state)]);
}
function isExplained(facts) {
    return detailFindings(facts).length > 0;
}
function blockedFindings(facts) {
    const findings = [...detailFindings(facts), ...facts.ruleFindings];
    return findings.length > 0 ? findings : [unexplained];
}
function detailFindings({ pull, detail }) {
    return detail === undefined ? [] : [...reviewFindings(detail), ...checkFindings(detail, pull.author)];
}
function reviewFindings({ reviewDecision }) {
    if (reviewDecision === 'REVIEW_REQUIRED') {
        const lift = 'Somebody with write access (or a code owner, where the rules say so) approves it.';
        return [waits({ kind: 'approvals', text: 'REVIEW_REQUIRED: approvals are missing', lift })];
    }
    if (reviewDecision === 'CHANGES_REQUESTED') {
        const lift = 'The reviewer who requested changes approves it or is dismissed.';
        return [waits({ kind: 'approvals', text: 'CHANGES_REQUESTED: changes were requested', lift })];
    }
    return [];
}
function checkFindings({ checks = [], rollup }, author) {
    const required = checks.filter((check) => check.required);
    const red = required.filter(({ state }) => state === 'red');
    const pending = required.filter(({ state }) => state === 'pending');
    const findings = [];
    if (red.length > 0) {
        findings.push(blocks({ kind: 'checks', text: `failed: ${names(red)}`, lift: liftOfRed }));
    }
    if (pending.length > 0) {
        const text = `not finished: ${names(pending)}`;
        findings.push(waits({ kind: 'checks', text, lift: pendingLift(author) }));
    }
    if (required.length === 0 && (rollup === 'PENDING' || rollup === 'EXPECTED')) {
        const text = `checks of the head commit: ${rollup}`;
        findings.push(waits({ kind: 'checks', text, lift: pendingLift(author) }));
    }
    return findings;
}
const liftOfRed = 'Whoever owns the check repairs or re-runs it, or a new commit makes it green.';
function pendingLift(author) {
    return (0,workflow_token/* isOfWorkflow */.b)(author) ? workflow_token/* workflowTokenLimit */.Q : 'The check itself, when it ends.';
}
function names(checks) {
    return checks.map(({ name }) => name).join(', ');
}
function notOpen(state) {
    return blocks({ kind: 'other', text: `it is ${state}`, lift: 'Nobody: a new pull request is needed.' });
}
function queued({ position, state }) {
    const text = `in the merge queue${position === undefined ? '' : ` at position ${position}`}: ${state}`;
    return state === 'UNMERGEABLE'
        ? blocks({ kind: 'queue', text, lift: 'Somebody repairs the conflict or the checks of the queue.' })
        : waits({ kind: 'queue', text, lift: 'The merge queue, when its turn comes.' });
}
const conflict = blocks({
    kind: 'conflicts',
    text: 'DIRTY: the merge commit cannot be created cleanly',
    lift: 'Whoever writes the head branch resolves the conflict (for Kargo: promote again).',
});
const draft = waits({
    kind: 'draft',
    text: 'it is a draft',
    lift: 'Its author or somebody with write access marks it ready for review.',
});
const behind = blocks({
    kind: 'behind',
    text: 'BEHIND: the head is not up to date with the base',
    lift: 'Somebody with write access updates the branch.',
});
const unexplained = waits({
    kind: 'policy',
    text: 'BLOCKED: a rule of the base branch is not met, and the token cannot see which',
    lift: 'An administrator of the repository sees the rules under Settings, Rules and Branches.',
});
function unknownState(state) {
    return waits({ kind: 'other', text: state, lift: 'Look at the merge box of the pull request.' });
}
function waits(reason) {
    return { reason, blocks: false };
}
function blocks(reason) {
    return { reason, blocks: true };
}
function checksOf(detail) {
    if (detail?.checks === undefined) {
        return 'unknown';
    }
    const byRollup = {
        SUCCESS: 'green',
        PENDING: 'pending',
        EXPECTED: 'pending',
        FAILURE: 'red',
        ERROR: 'red',
    };
    return detail.rollup === undefined ? 'none' : (byRollup[detail.rollup] ?? 'unknown');
}
function approvalOf(detail) {
    const byDecision = {
        APPROVED: 'approved',
        CHANGES_REQUESTED: 'changes-requested',
        REVIEW_REQUIRED: 'missing',
    };
    if (detail === undefined) {
        return 'unknown';
    }
    return detail.reviewDecision === undefined
        ? 'not-required'
        : (byDecision[detail.reviewDecision] ?? 'unknown');
}

;// CONCATENATED MODULE: ./build/forge/github/pull.js

function pullRequestOf(json, repository, what) {
    const head = (0,fields/* child */.jf)(json, 'head');
    return {
        repository,
        number: (0,fields/* needNumber */._o)(json, 'number', what),
        url: (0,fields/* needText */.w6)(json, 'html_url', what),
        state: stateOf(json),
        draft: json.draft === true,
        title: (0,fields/* needText */.w6)(json, 'title', what),
        body: (0,fields/* text */.Qq)(json, 'body') ?? '',
        author: (0,fields/* text */.Qq)((0,fields/* child */.jf)(json, 'user'), 'login') ?? '',
        head: {
            branch: (0,fields/* needText */.w6)(head, 'ref', what),
            sha: (0,fields/* needText */.w6)(head, 'sha', what),
            repository: (0,fields/* text */.Qq)((0,fields/* child */.jf)(head, 'repo'), 'full_name'),
        },
        base: { branch: (0,fields/* needText */.w6)((0,fields/* child */.jf)(json, 'base'), 'ref', what) },
        mergeCommit: stateOf(json) === 'merged' ? (0,fields/* text */.Qq)(json, 'merge_commit_sha') : undefined,
        mergeability: { state: 'unknown', text: 'not asked for' },
        approval: 'unknown',
        checks: 'unknown',
        scheduled: json.auto_merge ? 'auto-merge' : undefined,
        labels: (0,fields/* children */.Y_)(json, 'labels').flatMap((label) => (0,fields/* text */.Qq)(label, 'name') ?? []),
    };
}
function stateOf(json) {
    if (json.state === 'open') {
        return 'open';
    }
    return json.merged === true || (0,fields/* text */.Qq)(json, 'merged_at') !== undefined ? 'merged' : 'closed';
}
function sameRepository(one, other) {
    return one?.toLowerCase() === other.toLowerCase();
}

;// CONCATENATED MODULE: ./build/forge/github/rules.js




const freshMs = 300_000;
async function ruleFindings(api, { repository, base, author }, detail) {
    const rules = await rulesOf(api, repository, base).catch(noneWhenRefused);
    const reported = new Set(detail?.checks?.map(({ name }) => name) ?? []);
    const missing = requiredChecks(rules).filter((name) => !reported.has(name));
    const findings = [];
    if (missing.length > 0 && detail?.checks !== undefined && !detail.moreChecks) {
        findings.push(waits({
            kind: 'checks',
            text: `required, not reported: ${missing.join(', ')}`,
            lift: pendingLift(author),
        }));
    }
    if ((detail?.unresolvedThreads ?? 0) > 0 && rules.some(wantsThreadsResolved)) {
        const lift = 'Somebody resolves the open conversations.';
        findings.push(waits({ kind: 'policy', text: `${detail?.unresolvedThreads} unresolved conversations`, lift }));
    }
    const others = rules.filter((rule) => !explainedElsewhere.has((0,fields/* text */.Qq)(rule, 'type') ?? ''));
    if (findings.length === 0 && others.length > 0) {
        const lift = `An administrator of the repository, or somebody on the bypass list of the ruleset.`;
        findings.push(waits({ kind: 'policy', text: `rules of ${base}: ${others.map(ruleName).join(', ')}`, lift }));
    }
    return findings;
}
function noneWhenRefused(thrown) {
    if ((0,build_errors/* isKargoError */.Rd)(thrown) && thrown.verdict.status === 'failed') {
        return [];
    }
    throw thrown;
}
const explainedElsewhere = new Set([
    'required_status_checks',
    'pull_request',
    'merge_queue',
    'deletion',
    'non_fast_forward',
    'creation',
]);
function ruleName(rule) {
    const source = (0,fields/* text */.Qq)(rule, 'ruleset_source');
    return `${(0,fields/* text */.Qq)(rule, 'type') ?? '?'}${source === undefined ? '' : ` (ruleset of ${source})`}`;
}
function wantsThreadsResolved(rule) {
    return ((0,fields/* text */.Qq)(rule, 'type') === 'pull_request' &&
        (0,fields/* child */.jf)(rule, 'parameters').required_review_thread_resolution === true);
}
function requiredChecks(rules) {
    return rules
        .filter((rule) => (0,fields/* text */.Qq)(rule, 'type') === 'required_status_checks')
        .flatMap((rule) => (0,fields/* children */.Y_)((0,fields/* child */.jf)(rule, 'parameters'), 'required_status_checks'))
        .flatMap((check) => (0,fields/* text */.Qq)(check, 'context') ?? []);
}
async function rulesOf(api, repository, base) {
    const key = `${repository} ${base}`;
    const now = api.connection.clock.now();
    const known = api.known.rules.get(key);
    if (known !== undefined && now - known.at < freshMs) {
        return known.rules;
    }
    const rules = readRules(api, repository, base);
    api.known.rules.set(key, { at: now, rules });
    rules.catch(() => api.known.rules.delete(key));
    return rules;
}
async function readRules(api, repository, base) {
    const where = { ...ownerAndRepo(repository), branch: base };
    const purpose = { doing: `reading the rules of ${base} of ${repository}`, needs: 'contents: read' };
    const rulesets = await api.read(purpose, (rest) => rest.repos.getBranchRules({ ...where, per_page: 100 }));
    const branch = await api.read(purpose, (rest) => rest.repos.getBranch(where));
    const classic = (0,fields/* child */.jf)((0,fields/* child */.jf)((0,fields/* objectOf */.Xy)(branch, purpose.doing), 'protection'), 'required_status_checks');
    const contexts = Array.isArray(classic.contexts) ? classic.contexts : [];
    return [
        ...(0,fields/* children */.Y_)({ rulesets }, 'rulesets'),
        {
            type: 'required_status_checks',
            parameters: { required_status_checks: contexts.map((context) => ({ context })) },
        },
    ];
}

;// CONCATENATED MODULE: ./build/forge/github/read.js






const pausesMs = [500, 1_000, 2_000, 4_000];
const mostUnmodified = 10;
async function read(api, ref) {
    return (await snapshot(api, ref)).pullRequest;
}
async function snapshot(api, ref) {
    const { clock, signal } = api.connection;
    for (const pauseMs of pausesMs) {
        const seen = await look(api, ref, await fetchPull(api, ref));
        if (isSettled(seen)) {
            return seen;
        }
        await clock.sleep(pauseMs, signal);
    }
    const last = await look(api, ref, await fetchPull(api, ref));
    if (isSettled(last) || last.pullRequest.mergeability.state === 'unknown') {
        return last;
    }
    const mergeability = { state: 'unknown', text: 'the head keeps moving' };
    return { ...last, pullRequest: { ...last.pullRequest, mergeability } };
}
function isSettled({ pullRequest, detail }) {
    const same = detail === undefined || detail.headSha === pullRequest.head.sha;
    return pullRequest.state !== 'open' || (same && pullRequest.mergeability.state !== 'unknown');
}
async function refresh(api, last) {
    const kept = api.kept.get(keyOf(last));
    const changed = await fetchPull(api, last, kept);
    if (changed !== undefined) {
        return (await look(api, last, changed)).pullRequest;
    }
    return kept !== undefined && mayHaveChanged(last) ? (await look(api, last, kept.body)).pullRequest : last;
}
function mayHaveChanged({ checks, mergeability }) {
    const ended = checks === 'green' || checks === 'red';
    return (checks === 'pending' || mergeability.state === 'unknown' || (mergeability.state !== 'ready' && !ended));
}
function keyOf({ repository, number }) {
    return `${repository.toLowerCase()}#${number}`;
}
function read_purposeOf(ref) {
    return {
        doing: `reading pull request ${ref.number} of ${ref.repository}`,
        needs: 'pull-requests: read',
    };
}
async function fetchPull(api, ref, kept) {
    const ask = kept !== undefined && kept.unmodified < mostUnmodified;
    const answer = await api.read(read_purposeOf(ref), async (rest) => {
        try {
            const { data, headers } = await rest.pulls.get({
                ...ownerAndRepo(ref.repository),
                pull_number: ref.number,
                ...(ask && { headers: { 'if-none-match': kept.etag } }),
            });
            return { data: { body: data, etag: headers.etag } };
        }
        catch (thrown) {
            if (ask && isNotModified(thrown)) {
                return { data: undefined };
            }
            throw thrown;
        }
    });
    if (answer === undefined) {
        if (kept !== undefined) {
            api.kept.set(keyOf(ref), { ...kept, unmodified: kept.unmodified + 1 });
        }
        return undefined;
    }
    const body = (0,fields/* objectOf */.Xy)(answer.body, read_purposeOf(ref).doing);
    if (answer.etag === undefined) {
        api.kept.delete(keyOf(ref));
    }
    else {
        api.kept.set(keyOf(ref), { etag: answer.etag, body, unmodified: 0 });
    }
    return body;
}
function isNotModified(thrown) {
    return thrown instanceof Error && 'status' in thrown && thrown.status === 304;
}
async function look(api, ref, body) {
    const bare = pullRequestOf(body, ref.repository, read_purposeOf(ref).doing);
    const detail = bare.state === 'open' ? await readDetail(api, ref) : undefined;
    const facts = {
        pull: bare,
        mergeable: typeof body.mergeable === 'boolean' ? body.mergeable : null,
        mergeableState: (0,fields/* text */.Qq)(body, 'mergeable_state') ?? 'unknown',
        detail,
        ruleFindings: [],
    };
    const mergeability = mergeabilityOf(await withRules(api, bare, facts));
    const pullRequest = {
        ...bare,
        mergeability,
        approval: approvalOf(detail),
        checks: checksOf(detail),
        scheduled: scheduledOf(bare, detail),
    };
    return { pullRequest, detail };
}
async function withRules(api, pull, facts) {
    const state = (facts.detail?.mergeState ?? facts.mergeableState).toUpperCase();
    if (pull.state !== 'open' || facts.mergeable === null || state !== 'BLOCKED' || isExplained(facts)) {
        return facts;
    }
    const where = { repository: pull.repository, base: pull.base.branch, author: pull.author };
    return { ...facts, ruleFindings: await ruleFindings(api, where, facts.detail) };
}
function scheduledOf(pull, detail) {
    if (pull.state !== 'open') {
        return undefined;
    }
    if (detail?.queueEntry !== undefined) {
        return 'queue';
    }
    return detail?.autoMerge === true ? 'auto-merge' : pull.scheduled;
}

;// CONCATENATED MODULE: ./build/forge/github/schedule.js






const schedule_pausesMs = [1_000, 2_000, 4_000, 8_000];
const mutations = {
    enableAutoMerge: `mutation ($id: ID!, $sha: GitObjectID!, $mergeMethod: PullRequestMergeMethod!) {
    enablePullRequestAutoMerge(input: { pullRequestId: $id, expectedHeadOid: $sha, mergeMethod: $mergeMethod }) {
      pullRequest { id autoMergeRequest { enabledAt } }
    }
  }`,
    enableAutoQueue: `mutation ($id: ID!, $sha: GitObjectID!) {
    enablePullRequestAutoMerge(input: { pullRequestId: $id, expectedHeadOid: $sha }) {
      pullRequest { id autoMergeRequest { enabledAt } }
    }
  }`,
    disableAutoMerge: `mutation ($id: ID!) {
    disablePullRequestAutoMerge(input: { pullRequestId: $id }) { pullRequest { id } }
  }`,
    enqueue: `mutation ($id: ID!, $sha: GitObjectID!) {
    enqueuePullRequest(input: { pullRequestId: $id, expectedHeadOid: $sha }) {
      mergeQueueEntry { id position state }
    }
  }`,
    dequeue: `mutation ($id: ID!) { dequeuePullRequest(input: { id: $id }) { mergeQueueEntry { id } } }`,
};
const needs = 'contents: write, pull-requests: write';
function describeMerge({ repository, number, headSha }) {
    return `merging pull request ${number} of ${repository} at ${headSha.slice(0, 12)}`;
}
function failOnRights(api, request, outcome) {
    if (outcome.kind === 'refused' && ![405, 409, 422].includes(outcome.answer.status)) {
        throw refusal({ doing: describeMerge(request), needs }, outcome.answer, api.connection);
    }
}
async function scheduleAutoMerge(api, request, { id }) {
    const variables = { id, sha: request.headSha, mergeMethod: request.method.toUpperCase() };
    return mutated(api, request, { query: mutations.enableAutoMerge, variables });
}
async function enqueue(api, request, seen) {
    const { pullRequest, detail } = seen;
    if (pullRequest.scheduled !== undefined) {
        return scheduledResult(seen);
    }
    if (pullRequest.mergeability.state === 'blocked' || detail === undefined) {
        return (0,merge_result/* notMerged */.ar)(pullRequest);
    }
    const ready = pullRequest.mergeability.state === 'ready';
    const variables = { id: detail.id, sha: request.headSha };
    return mutated(api, request, { query: ready ? mutations.enqueue : mutations.enableAutoQueue, variables });
}
async function mutated(api, request, { query, variables }) {
    const outcome = await api.mutate(query, variables);
    failOnRights(api, request, outcome);
    let seen = await snapshot(api, request);
    for (const pauseMs of outcome.kind === 'lost' ? schedule_pausesMs : []) {
        if (resultOf(seen, request) !== undefined) {
            break;
        }
        await api.connection.clock.sleep(pauseMs, api.connection.signal);
        seen = await snapshot(api, request);
    }
    const known = resultOf(seen, request);
    if (known !== undefined) {
        return known;
    }
    if (outcome.kind === 'lost') {
        throw (0,build_errors/* unknown */.L5)('answer-lost', `${describeMerge(request)}: ${outcome.why}; nothing is scheduled`);
    }
    const errors = outcome.kind === 'done' ? outcome.value.errors : [];
    return notScheduled(seen, errors.map((error) => (0,fields/* text */.Qq)(error, 'message') ?? '').join('; '));
}
function resultOf(seen, request) {
    const known = (0,merge_result/* decided */.rc)(seen.pullRequest, request, true);
    return known ?? (seen.pullRequest.scheduled === undefined ? undefined : scheduledResult(seen));
}
function notScheduled({ pullRequest }, words) {
    const said = {
        kind: 'other',
        text: words === '' ? 'GitHub scheduled nothing and does not say why' : words,
        lift: `Trying again; a workflow token needs ${needs}.`,
    };
    return (0,merge_result/* refused */.J5)(pullRequest, 'waiting', [...(0,merge_result/* reasonsOf */.zM)(pullRequest), said]);
}
function scheduledResult({ pullRequest, detail }) {
    if (pullRequest.scheduled !== 'queue') {
        return { outcome: 'scheduled', text: 'auto-merge is enabled', pullRequest };
    }
    const position = detail?.queueEntry?.position;
    const where = position === undefined ? '' : ` at position ${position}`;
    return { outcome: 'enqueued', text: `in the merge queue${where}`, pullRequest };
}
async function cancelMerge(api, ref) {
    const { detail } = await snapshot(api, ref);
    const purpose = { doing: `cancelling the merge of pull request ${ref.number} of ${ref.repository}`, needs };
    if (detail?.queueEntry !== undefined) {
        await mutate(api, purpose, { query: mutations.dequeue, id: detail.id });
    }
    if (detail?.autoMerge === true) {
        await mutate(api, purpose, { query: mutations.disableAutoMerge, id: detail.id });
    }
}

;// CONCATENATED MODULE: ./build/forge/github/merge.js






async function merge(api, request) {
    const seen = await snapshot(api, request);
    const { pullRequest, detail } = seen;
    const early = (0,merge_result/* decided */.rc)(pullRequest, request, false);
    if (early !== undefined) {
        return early;
    }
    const method = methodOf(request.method, detail);
    if (typeof method === 'object') {
        return (0,merge_result/* refused */.J5)(pullRequest, 'blocked', [method]);
    }
    const queue = detail?.queueEntry !== undefined || detail?.queueEnabled === true;
    if (request.when === 'when-ready') {
        return queue ? enqueue(api, request, seen) : whenReady(api, { ...request, method }, seen);
    }
    return queue ? (0,merge_result/* refused */.J5)(pullRequest, 'waiting', [queueRule]) : mergeNow(api, { ...request, method }, seen);
}
const queueRule = {
    kind: 'queue',
    text: 'changes of this branch must be made through the merge queue',
    lift: 'Merge with `when: when-ready`, or somebody on the bypass list merges it.',
};
function methodOf(asked, detail) {
    if (detail === undefined || detail.queueEnabled) {
        return asked ?? 'merge';
    }
    const allowed = ['merge', 'squash', 'rebase'].filter((method) => detail.methods[method]);
    const chosen = asked ?? allowed[0];
    if (chosen !== undefined && allowed.includes(chosen)) {
        return chosen;
    }
    return {
        kind: 'policy',
        text: `the repository does not allow the merge method ${chosen ?? 'merge'}; it allows: ${allowed.join(', ') || 'none'}`,
        lift: 'Choose another method, or an administrator allows it (Settings, General, Pull Requests).',
    };
}
async function mergeNow(api, request, first) {
    let seen = first;
    let last;
    for (const pauseMs of schedule_pausesMs) {
        const { pullRequest } = seen;
        const { state } = pullRequest.mergeability;
        if (state === 'ready') {
            last = await send(api, request);
            if (last.kind === 'done' && (0,fields/* isJson */.Fh)(last.value) && last.value.merged === true) {
                return mergedBy(seen, (0,fields/* text */.Qq)(last.value, 'sha') ?? '');
            }
        }
        else if (state !== 'unknown' || last?.kind !== 'lost') {
            return (0,merge_result/* notMerged */.ar)(pullRequest);
        }
        await api.connection.clock.sleep(pauseMs, api.connection.signal);
        seen = await snapshot(api, request);
        const known = (0,merge_result/* decided */.rc)(seen.pullRequest, request, last?.kind !== 'refused');
        if (known !== undefined) {
            return known;
        }
    }
    if (last?.kind === 'refused') {
        return (0,merge_result/* notMerged */.ar)(seen.pullRequest, last.answer.words);
    }
    throw (0,build_errors/* unknown */.L5)('answer-lost', `${describeMerge(request)}: the answers were lost, and it is still open`);
}
async function send(api, request) {
    const outcome = await api.write((rest) => rest.pulls.merge({
        ...ownerAndRepo(request.repository),
        pull_number: request.number,
        sha: request.headSha,
        merge_method: request.method,
    }));
    failOnRights(api, request, outcome);
    return outcome;
}
function mergedBy({ pullRequest }, commit) {
    const done = { ...pullRequest, state: 'merged', mergeCommit: commit, scheduled: undefined };
    return { outcome: 'merged', commit, byUs: true, pullRequest: done };
}
async function whenReady(api, request, seen) {
    const { pullRequest, detail } = seen;
    if (pullRequest.mergeability.state === 'ready') {
        return mergeNow(api, request, seen);
    }
    if (pullRequest.scheduled === 'auto-merge') {
        return { outcome: 'scheduled', text: 'auto-merge was enabled already', pullRequest };
    }
    if (pullRequest.mergeability.state === 'blocked' || detail === undefined) {
        return (0,merge_result/* notMerged */.ar)(pullRequest);
    }
    if (!detail.autoMergeAllowed) {
        return (0,merge_result/* refused */.J5)(pullRequest, 'waiting', [...(0,merge_result/* reasonsOf */.zM)(pullRequest), autoMergeOff]);
    }
    const result = await scheduleAutoMerge(api, request, detail);
    const ready = result.outcome === 'not-merged' && result.pullRequest.mergeability.state === 'ready';
    return ready ? mergeNow(api, request, { ...seen, pullRequest: result.pullRequest }) : result;
}
const autoMergeOff = {
    kind: 'policy',
    text: 'auto-merge is not allowed in this repository',
    lift: 'An administrator allows auto-merge (Settings, General, Pull Requests); or it is merged when it is ready.',
};

;// CONCATENATED MODULE: ./build/forge/github/note.js




const commentsQuery = `query ($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      comments(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { databaseId body url viewerDidAuthor }
      }
    }
  }
}`;
const note_mostPages = 20;
const mostTries = 3;
async function comment(api, request) {
    const body = (0,writing/* markedBody */.j$)(request.marker, request.body);
    const purpose = {
        doing: `commenting on pull request ${request.number} of ${request.repository}`,
        needs: 'pull-requests: write',
    };
    const where = ownerAndRepo(request.repository);
    for (let tries = 1;; tries++) {
        const found = await findOurs(api, request, request.marker);
        if (found !== undefined) {
            return update(api, { ...request, body }, { found, repeated: tries > 1 });
        }
        const outcome = await api.write((rest) => rest.issues.createComment({ ...where, issue_number: request.number, body }));
        if (outcome.kind === 'done') {
            const url = (0,fields/* text */.Qq)((0,fields/* objectOf */.Xy)(outcome.value, purpose.doing), 'html_url') ?? '';
            return { operation: 'created', url };
        }
        if (outcome.kind === 'refused') {
            throw refusal(purpose, outcome.answer, api.connection);
        }
        if (tries === mostTries) {
            throw (0,build_errors/* unknown */.L5)('answer-lost', `${purpose.doing}: ${outcome.why}`);
        }
        await api.connection.clock.sleep(1_000 * tries, api.connection.signal);
    }
}
async function update(api, request, { found, repeated }) {
    const { url } = found;
    if (found.body.replaceAll('\r\n', '\n') === request.body) {
        return { operation: repeated ? 'created' : 'unchanged', url };
    }
    const doing = `updating a comment on pull request ${request.number} of ${request.repository}`;
    await api.put({ doing, needs: 'pull-requests: write' }, (rest) => rest.issues.updateComment({
        ...ownerAndRepo(request.repository),
        comment_id: found.id,
        body: request.body,
    }));
    return { operation: 'updated', url };
}
async function findOurs(api, ref, marker) {
    const { owner, repo } = ownerAndRepo(ref.repository);
    const purpose = {
        doing: `reading the comments of pull request ${ref.number} of ${ref.repository}`,
        needs: 'pull-requests: read',
    };
    let after = null;
    for (let page = 0; page < note_mostPages; page++) {
        const variables = { owner, name: repo, number: ref.number, after };
        const answer = await api.graphql(purpose, commentsQuery, variables);
        refuseErrors(purpose, answer);
        const comments = (0,fields/* child */.jf)((0,fields/* child */.jf)((0,fields/* child */.jf)(answer.data, 'repository'), 'pullRequest'), 'comments');
        for (const node of (0,fields/* children */.Y_)(comments, 'nodes')) {
            const body = (0,fields/* text */.Qq)(node, 'body') ?? '';
            const id = (0,fields/* numberAt */.tk)(node, 'databaseId');
            if (node.viewerDidAuthor === true && id !== undefined && (0,writing/* hasMarker */.xY)(body, marker)) {
                return { id, body, url: (0,fields/* text */.Qq)(node, 'url') ?? '' };
            }
        }
        const info = (0,fields/* child */.jf)(comments, 'pageInfo');
        if (info.hasNextPage !== true) {
            return undefined;
        }
        after = (0,fields/* text */.Qq)(info, 'endCursor') ?? null;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/forge/github/open.js






const open_mostTries = 3;
async function find(api, { repository, head, base }) {
    const purpose = { doing: `listing pull requests of ${repository}`, needs: 'pull-requests: read' };
    const where = ownerAndRepo(repository);
    const list = await api.read(purpose, (rest) => rest.pulls.list({ ...where, head: `${where.owner}:${head}`, base, state: 'open', per_page: 100 }));
    return (0,fields/* listOf */.c3)(list, purpose.doing)
        .map((json) => pullRequestOf(json, repository, purpose.doing))
        .filter((pull) => pull.head.branch === head && pull.base.branch === base)
        .filter((pull) => sameRepository(pull.head.repository, repository))
        .sort((one, other) => other.number - one.number);
}
async function open_open(api, request) {
    const [existing] = await find(api, request);
    if (existing !== undefined) {
        return { outcome: 'existing', pullRequest: existing };
    }
    const { repository, head, base, body, draft = false } = request;
    const what = `opening a pull request from ${head} to ${base} of ${repository}`;
    const create = { ...ownerAndRepo(repository), head, base, title: (0,writing/* titleLine */.Nl)(request.title), body, draft };
    for (let tries = 1;; tries++) {
        const outcome = await api.write((rest) => rest.pulls.create({ ...create, maintainer_can_modify: false }));
        if (outcome.kind === 'done') {
            const json = (0,fields/* objectOf */.Xy)(outcome.value, what);
            return { outcome: 'created', pullRequest: pullRequestOf(json, repository, what) };
        }
        if (outcome.kind === 'refused') {
            return afterRefusal(api, request, { answer: outcome.answer, what, repeated: tries > 1 });
        }
        const found = await findLost(api, request);
        if (found !== undefined) {
            return { outcome: 'created', pullRequest: found };
        }
        if (tries === open_mostTries) {
            throw (0,build_errors/* unknown */.L5)('answer-lost', `${what}: ${outcome.why}; it cannot be found`);
        }
    }
}
function findLost(api, request) {
    return (0,calls/* lookAgain */.IK)(api.connection, async () => (await find(api, request))[0]);
}
async function afterRefusal(api, request, { answer, what, repeated }) {
    if (answer.status === 422) {
        const [found] = await find(api, request);
        if (found !== undefined) {
            return { outcome: repeated ? 'created' : 'existing', pullRequest: found };
        }
        if ((await commitsAhead(api, request)) === 0) {
            return { outcome: 'nothing-to-change', text: answer.words };
        }
    }
    const needs = 'pull-requests: write, contents: read';
    throw refusal({ doing: what, needs }, answer, api.connection);
}
async function commitsAhead(api, { repository, base, head }) {
    const outcome = await api.write((rest) => rest.repos.compareCommitsWithBasehead({
        ...ownerAndRepo(repository),
        basehead: `${base}...${head}`,
        per_page: 1,
    }));
    return outcome.kind === 'done' ? (0,fields/* numberAt */.tk)((0,fields/* objectOf */.Xy)(outcome.value, 'comparing'), 'ahead_by') : undefined;
}

;// CONCATENATED MODULE: ./build/forge/github.js















const apiVersion = '2022-11-28';
function openGitHub(connection) {
    return (0,bind/* bindForge */.F)('github', { api: createApi(connection, createClient), connection }, operations);
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
function apiAddress(address) {
    const { protocol, host } = new URL(address);
    if (host === 'github.com') {
        return 'https://api.github.com';
    }
    return host.endsWith('.ghe.com') ? `${protocol}//api.${host}` : `${address}/api/v3`;
}
function createClient(connection, meter) {
    const silent = () => undefined;
    const octokit = new Octokit({
        baseUrl: apiAddress(connection.address),
        log: { debug: silent, info: silent, warn: silent, error: silent },
        request: { fetch: fetchBy(connection, meter) },
        ...(connection.token !== undefined && { auth: connection.token.value }),
    });
    octokit.hook.before('request', (options) => {
        options.headers['x-github-api-version'] = apiVersion;
    });
    return {
        rest: octokit.rest,
        call: async (request) => {
            try {
                return await request();
            }
            catch (thrown) {
                connection.signal.throwIfAborted();
                throw plainError(thrown);
            }
        },
        graphql: async (query, variables) => {
            try {
                return { data: await octokit.graphql(query, variables), errors: [] };
            }
            catch (thrown) {
                connection.signal.throwIfAborted();
                if (thrown instanceof Error && 'errors' in thrown && Array.isArray(thrown.errors)) {
                    const data = 'data' in thrown && (0,fields/* isJson */.Fh)(thrown.data) ? thrown.data : {};
                    return { data, errors: thrown.errors.filter(fields/* isJson */.Fh) };
                }
                throw plainError(thrown);
            }
        },
    };
}
function fetchBy(connection, meter) {
    return async (url, options) => {
        const { method, headers, body } = options;
        const answer = await (0,transport/* exchange */.cv)({ method, url, headers, ...(typeof body === 'string' && { body }) }, connection, meter);
        const json = /^application\/([a-z.+-]*\+)?json\b/i.test(answer.headers['content-type'] ?? '');
        const bare = answer.status === 204 || answer.status === 304;
        if (answer.status < 300 && !bare && !(json && isJsonText(answer.text))) {
            throw (0,fields/* badAnswer */.k6)(`${method} ${new URL(url).pathname}`);
        }
        const text = bare ? null : answer.text;
        return new Response(text, { status: answer.status, headers: singleLine(answer.headers) });
    };
}
function isJsonText(text) {
    try {
        JSON.parse(text);
        return true;
    }
    catch {
        return false;
    }
}
function singleLine(headers) {
    const json = /^application\/([a-z.+-]*\+)?json\b/i.test(headers['content-type'] ?? '');
    return { ...headers, 'content-type': json ? 'application/json' : 'text/plain' };
}
function plainError(thrown) {
    if (!(thrown instanceof Error)) {
        return thrown;
    }
    if (thrown.cause instanceof http/* TransportError */.w || (0,build_errors/* isKargoError */.Rd)(thrown.cause)) {
        return thrown.cause;
    }
    if ('status' in thrown && typeof thrown.status === 'number' && 'response' in thrown) {
        return new transport/* ForgeAnswer */.IA(thrown.status, wordsOf(thrown.response));
    }
    return thrown;
}
function wordsOf(response) {
    const data = (0,fields/* isJson */.Fh)(response) ? response.data : undefined;
    if (!(0,fields/* isJson */.Fh)(data)) {
        return 'without an explanation';
    }
    const errors = Array.isArray(data.errors) ? data.errors : [];
    const details = errors.map((error) => {
        if (!(0,fields/* isJson */.Fh)(error)) {
            return String(error);
        }
        return typeof error.message === 'string' ? error.message : `${error.field} ${error.code}`;
    });
    return [data.message, ...details].filter((part) => typeof part === 'string').join('; ');
}


/***/ })),

/***/ 3629:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

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

/***/ 39110:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ workflowTokenLimit),
/* harmony export */   b: () => (/* binding */ isOfWorkflow)
/* harmony export */ });
function isOfWorkflow(author) {
    return /^github-actions(\[bot\])?$/.test(author);
}
const workflowTokenLimit = 'The pull request was opened with the GITHUB_TOKEN: its workflow runs wait until somebody with write access chooses "Approve workflows to run" (on GitHub Enterprise Server they do not start at all). Opened with the token of a GitHub App they run at once.';


/***/ })),

/***/ 67831:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

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


/***/ }))

};
;