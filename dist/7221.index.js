"use strict";
exports.id = 7221;
exports.ids = [7221];
exports.modules = {

/***/ 26964:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  command: () => (/* binding */ gate_promotion_pr_command)
});

// EXTERNAL MODULE: ./build/clock.js
var clock = __webpack_require__(60673);
// EXTERNAL MODULE: ./build/command.js
var command = __webpack_require__(80746);
// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(44516);
// EXTERNAL MODULE: ./build/forge/connect.js + 1 modules
var connect = __webpack_require__(20450);
// EXTERNAL MODULE: ./build/inputs/forge.js
var forge = __webpack_require__(8490);
// EXTERNAL MODULE: ./build/inputs/pull-request.js
var pull_request = __webpack_require__(80570);
// EXTERNAL MODULE: ./build/inputs/shared.js
var shared = __webpack_require__(94264);
// EXTERNAL MODULE: ./build/kargo/connect.js
var kargo_connect = __webpack_require__(35174);
// EXTERNAL MODULE: ./build/pull-request/description.js
var description = __webpack_require__(59833);
// EXTERNAL MODULE: ./build/inputs/duration.js
var duration = __webpack_require__(20349);
// EXTERNAL MODULE: ./build/kargo/availability.js
var availability = __webpack_require__(54741);
// EXTERNAL MODULE: ./build/kargo/promotion.js + 1 modules
var kargo_promotion = __webpack_require__(64444);
// EXTERNAL MODULE: ./build/kargo/types.js
var types = __webpack_require__(52305);
// EXTERNAL MODULE: ./build/promotion/situation.js
var situation = __webpack_require__(55005);
;// CONCATENATED MODULE: ./build/pull-request/finding.js

async function orUnknown(rule, look) {
    try {
        return await look();
    }
    catch (error) {
        if (!(0,errors/* isKargoError */.Rd)(error)) {
            throw error;
        }
        return [{ rule, ok: null, text: `could not be found out: ${error.message}`, cause: error.verdict }];
    }
}

;// CONCATENATED MODULE: ./build/pull-request/glob.js
function globOf(pattern) {
    const source = pattern.replace(/(?:\*\*\/)+|\*+|\?|[^*?]+/g, (token) => {
        if (token.endsWith('**/')) {
            return '(?:[^]*/)?';
        }
        if (token.startsWith('**')) {
            return '[^]*';
        }
        return token === '*' ? '[^/]*' : token === '?' ? '[^/]' : literal(token);
    });
    return new RegExp(`^${source}$`, 'u');
}
function matchesAny(text, patterns) {
    return patterns.some((pattern) => globOf(pattern).test(text));
}
function literal(text) {
    return text.replace(/[\\^$.|+()[\]{}/]/g, '\\$&');
}

// EXTERNAL MODULE: ./build/pull-request/link.js
var pull_request_link = __webpack_require__(69195);
// EXTERNAL MODULE: ./build/pull-request/safety.js
var safety = __webpack_require__(30877);
// EXTERNAL MODULE: ./build/forge/location.js
var forge_location = __webpack_require__(61220);
;// CONCATENATED MODULE: ./build/pull-request/source-commit.js



function sourcesOf({ commits, images }) {
    const claimed = (images ?? []).flatMap(({ annotations = {} }) => {
        const url = annotations['org.opencontainers.image.source'];
        const sha = annotations['org.opencontainers.image.revision'];
        return url === undefined || sha === undefined ? [] : [{ url, sha }];
    });
    return [...(commits ?? []).map(({ repoURL, id }) => ({ url: repoURL, sha: id })), ...claimed];
}
async function commitFindings(gate, freight) {
    const rule = 'commit-on';
    const sources = sourcesOf(freight);
    if (sources.length === 0) {
        const text = 'the Freight names no commit: neither one of a Git repository, nor by the annotations org.opencontainers.image.source and .revision of an image';
        return [{ rule, ok: null, text }];
    }
    const found = await Promise.all(sources.map((source) => orUnknown(rule, async () => [await sourceFinding(gate, source)])));
    return found.flat();
}
async function sourceFinding({ task, target, rules }, { url, sha }) {
    const rule = 'commit-on';
    const branches = rules['commit-on'];
    const location = (0,forge_location/* locateRepository */.ZX)(url, (0,connect/* whereabouts */.C)(task.settings));
    if (location === undefined) {
        return { rule, ok: null, text: `${url} is on no forge that is known: set forge and forge-url` };
    }
    const forge = await (0,connect/* connectForge */.W)(settingsFor(task, target, location), location, task.deadline.signal);
    const { repository } = location;
    let missing = 0;
    for (const branch of branches) {
        const contained = await forge.contains({ repository, sha, branch });
        if (contained === 'yes') {
            return { rule, ok: true, text: `commit ${sha} is on ${branch} of ${repository}` };
        }
        missing += contained === 'no-branch' ? 1 : 0;
    }
    return missing === branches.length
        ? {
            rule,
            ok: null,
            text: `${repository} has no branch ${branches.join(', ')}, or the token may not see it`,
        }
        : { rule, ok: false, text: `commit ${sha} is not on ${branches.join(', ')} of ${repository}` };
}
function settingsFor({ settings }, { place }, { forge, address }) {
    return forge === place.forge && address === place.address
        ? settings
        : {
            ...settings,
            inputs: { ...settings.inputs, 'forge-token': undefined, 'forge-token-file': undefined },
        };
}

;// CONCATENATED MODULE: ./build/pull-request/gate.js










async function whyPromotion({ client }, pull, branches) {
    const { branch, sha } = pull.head;
    if ((0,pull_request_link/* claimsPromotion */.rL)(branch)) {
        return `its head branch ${branch} is called like one of Kargo's`;
    }
    if (matchesAny(branch, branches)) {
        return `its head branch ${branch} is one of those that the input branches names`;
    }
    const pushed = (await client.listProjectPromotions()).find((promotion) => (0,kargo_promotion/* pushesOf */.WI)(promotion).some(({ commit }) => commit === sha));
    return pushed === undefined
        ? undefined
        : `its head ${sha} is the commit that Promotion ${pushed.metadata.name} pushed for another one`;
}
function commitFinding({ settings: { site } }, { pull, place }) {
    const isOwn = site.pullRequest === pull.number &&
        site.repository?.address === place.address &&
        site.pullRequestIn?.toLowerCase() === pull.repository.toLowerCase();
    if (!isOwn || site.headSha === undefined || site.headSha === pull.head.sha) {
        return undefined;
    }
    const text = `this job runs for commit ${site.headSha}, and the head is ${pull.head.sha} by now`;
    return { rule: 'same-commit', ok: false, text };
}
async function gateFindings(gate) {
    const { task, target, rules } = gate;
    const { pull } = target;
    const freight = once(() => task.client.getFreight(target.linked.promotion.spec.freight ?? ''));
    const asked = [
        ['author', rules.author !== undefined, async () => [authorFinding(pull, rules.author ?? '')]],
        ['allowed-paths', rules['allowed-paths'].length > 0, () => pathFindings(gate)],
        ['verified-in', rules['verified-in'].length > 0, async () => verifiedFindings(gate, await freight())],
        ['not-superseded', rules['not-superseded'], async () => [await supersededFinding(gate, freight)]],
        ['commit-on', rules['commit-on'].length > 0, async () => commitFindings(gate, await freight())],
    ];
    const found = await Promise.all(asked.filter(([, isAsked]) => isAsked).map(([rule, , look]) => orUnknown(rule, look)));
    return [
        { rule: 'open', ok: pull.state === 'open', text: `it is ${pull.state}` },
        ...(0,safety/* originFindings */.JA)(target),
        (0,safety/* waitingFinding */.tc)(target, task.settings),
        ...found.flat(),
    ];
}
function once(read) {
    let reading;
    return () => {
        reading ??= read();
        return reading;
    };
}
function authorFinding(pull, author) {
    const ok = pull.author.toLowerCase() === author.toLowerCase();
    const text = `it was opened by ${pull.author}${ok ? '' : `, and ${author} was expected`}`;
    return { rule: 'author', ok, text };
}
async function pathFindings({ target, rules }) {
    const rule = 'allowed-paths';
    const allowed = rules[rule];
    const { paths, complete } = await target.forge.changedFiles(target.place);
    const strays = paths.filter((path) => !matchesAny(path, allowed));
    if (strays.length > 0) {
        const more = strays.length > 5 ? ` and ${strays.length - 5} more` : '';
        const text = `it changes ${strays.slice(0, 5).join(', ')}${more}, which matches none of ${allowed.join(', ')}`;
        return [{ rule, ok: false, text }];
    }
    return complete
        ? [{ rule, ok: true, text: `all ${paths.length} files match ${allowed.join(', ')}` }]
        : [{ rule, ok: null, text: 'the forge does not list all files that it changes' }];
}
function verifiedFindings({ task, rules }, freight) {
    const now = task.client.clock.now();
    return rules['verified-in'].flatMap((stage) => {
        const verified = freight.status?.verifiedIn?.[stage];
        const name = freight.alias ?? freight.metadata.name;
        const text = `Freight ${name} is ${verified === undefined ? 'not ' : ''}verified in Stage "${stage}"`;
        const finding = { rule: 'verified-in', ok: verified !== undefined, text };
        return verified === undefined || rules.soak === 0
            ? [finding]
            : [finding, soakFinding({ freight, stage, now }, rules.soak)];
    });
}
function soakFinding({ freight, stage, now }, soak) {
    const rule = 'soak';
    const verifiedAt = Date.parse(freight.status?.verifiedIn?.[stage]?.verifiedAt ?? '');
    if (Number.isNaN(verifiedAt)) {
        return { rule, ok: null, text: `Kargo does not say when it was verified in Stage "${stage}"` };
    }
    const soaked = Math.max(0, Math.min(now - verifiedAt, (0,availability/* soakedMs */.Ee)(freight, stage, now)));
    const text = `it has soaked ${(0,duration/* formatDuration */.a3)(soaked)} in Stage "${stage}" since it was verified, and ${(0,duration/* formatDuration */.a3)(soak)} is asked`;
    return { rule, ok: soaked >= soak, text };
}
async function supersededFinding({ task: { client }, target }, ownFreight) {
    const rule = 'not-superseded';
    const { promotion } = target.linked;
    const { stage, promotions } = await (0,situation/* readSituation */.ZN)(client, promotion.spec.stage);
    const newer = promotions.findLast((other) => isNewer(other, promotion) && (!(0,kargo_promotion/* isTerminal */.Hd)(other.status) || (0,kargo_promotion/* phaseOf */.hU)(other.status) === 'Succeeded'));
    if (newer !== undefined) {
        const text = `Promotion ${newer.metadata.name} of the same Stage is newer (${(0,kargo_promotion/* phaseOf */.hU)(newer.status)})`;
        return { rule, ok: false, text };
    }
    const freight = await ownFreight();
    const key = freight.origin === undefined ? '' : (0,types/* originKey */.y3)(freight.origin);
    const current = stage.status?.freightHistory?.[0]?.items?.[key]?.name;
    if (current !== undefined && current !== freight.metadata.name) {
        const there = await client.getFreight(current);
        if ((0,types/* bornAt */.$A)(there) > (0,types/* bornAt */.$A)(freight)) {
            const name = there.alias ?? current;
            return { rule, ok: false, text: `Stage "${stage.metadata.name}" has newer Freight (${name})` };
        }
    }
    return { rule, ok: true, text: `no newer Promotion or Freight is in Stage "${stage.metadata.name}"` };
}
function isNewer(other, own) {
    const [one, two] = [other.metadata, own.metadata];
    return (0,kargo_promotion/* hasOrderedName */.hf)(one.name) && (0,kargo_promotion/* hasOrderedName */.hf)(two.name)
        ? one.name > two.name
        : one.name !== two.name && (one.creationTimestamp ?? '') > (two.creationTimestamp ?? '');
}

// EXTERNAL MODULE: ./build/report/evidence.js
var evidence = __webpack_require__(28157);
// EXTERNAL MODULE: ./build/pull-request/evidence.js
var pull_request_evidence = __webpack_require__(50930);
;// CONCATENATED MODULE: ./build/pull-request/gate-notice.js



async function writeComment(task, { forge, place, linked }, report) {
    const { client } = task;
    try {
        const evidence = linked === undefined ? [] : await evidenceLines(client, linked.promotion);
        const marker = `gate/${client.project.replaceAll(/-{2,}/g, '-')}`;
        await forge.comment({ ...place, marker, body: [report, ...evidence].join('\n') });
        return [];
    }
    catch (error) {
        if (!(0,errors/* isKargoError */.Rd)(error)) {
            throw error;
        }
        return [`the comment was not written, the log of the job says the same: ${error.message}`];
    }
}
async function evidenceLines(client, promotion) {
    try {
        return ['', (0,evidence/* evidenceReport */.C)(client, await (0,pull_request_evidence/* evidenceOfPromotion */.m)(client, promotion))];
    }
    catch (error) {
        if (!(0,errors/* isKargoError */.Rd)(error)) {
            throw error;
        }
        return [];
    }
}
const states = {
    passed: 'success',
    'not-applicable': 'success',
    failed: 'failure',
    unknown: 'pending',
};
async function setStatus({ settings }, { forge, pull }, { context, word, verdict, }) {
    const { jobUrl } = settings.site;
    try {
        await forge.setStatus({
            repository: pull.repository,
            sha: pull.head.sha,
            context,
            state: states[word],
            description: verdict.message,
            ...(jobUrl !== undefined && { url: jobUrl }),
        });
        return [];
    }
    catch (error) {
        if (!(0,errors/* isKargoError */.Rd)(error)) {
            throw error;
        }
        return [`the commit status ${context} was not set: ${error.message}`];
    }
}

;// CONCATENATED MODULE: ./build/pull-request/gate-verdict.js


function wordFor(findings) {
    if (findings.length === 0) {
        return 'not-applicable';
    }
    if (findings.some(({ ok }) => ok === false)) {
        return 'failed';
    }
    return findings.every(({ ok }) => ok === true) ? 'passed' : 'unknown';
}
function verdictFor(word, pull, findings) {
    const name = (0,description/* nameOf */.Vb)(pull);
    const said = (ok) => findings.filter((finding) => finding.ok === ok).map(({ rule, text }) => `${rule}: ${text}`);
    switch (word) {
        case 'passed':
            return { status: 'succeeded', message: `${name} may be merged: ${findings.length} rules are met.` };
        case 'not-applicable':
            return { status: 'succeeded', message: `${name} is no promotion: the gate has nothing to say.` };
        case 'failed':
            return (0,errors/* failed */.gz)('gate-failed', `${name} must not be merged: ${[...said(false), ...said(null)].join('; ')}.`).verdict;
        default: {
            const cause = findings.find(({ cause: verdict }) => verdict !== undefined)?.cause;
            const message = `whether ${name} may be merged is not known: ${said(null).join('; ')}.`;
            return cause?.status === 'unknown' || cause?.status === 'failed'
                ? { ...cause, message }
                : (0,errors/* unknown */.L5)('not-assessable', message).verdict;
        }
    }
}

// EXTERNAL MODULE: ./build/pull-request/outputs.js
var outputs = __webpack_require__(60425);
// EXTERNAL MODULE: ./build/pull-request/target.js
var pull_request_target = __webpack_require__(59950);
// EXTERNAL MODULE: ./build/report/markdown.js
var markdown = __webpack_require__(65453);
;// CONCATENATED MODULE: ./build/report/gate.js


const marks = { passed: '\u2705', failed: '\u274c', unknown: '\u2753', 'not-applicable': '\u26aa' };
function findingsJson(findings) {
    return JSON.stringify(findings.map(({ rule, ok, text: said }) => ({ rule, ok, text: said })));
}
function gateReport(word, pull, findings) {
    const rows = findings.map(({ rule, ok, text: said }) => [mark(ok), rule, (0,markdown/* text */.Qq)(said)]);
    return [
        `### ${marks[word]} Gate of Kargo: ${word}`,
        '',
        `${(0,markdown/* link */.nf)((0,description/* nameOf */.Vb)(pull), pull.url)} at commit ${(0,markdown/* text */.Qq)(pull.head.sha)}`,
        '',
        (0,markdown/* table */.tp)(['', 'rule', 'what is so'], rows),
    ].join('\n');
}
function gateLines(findings) {
    return findings.map(({ rule, ok, text: said }) => `${mark(ok)} ${rule}: ${said}`);
}
function mark(ok) {
    return ok === null ? marks.unknown : ok ? marks.passed : marks.failed;
}

;// CONCATENATED MODULE: ./build/commands/gate-promotion-pr.js
















const inputs = {
    ...shared/* connection */.FI,
    ...shared/* inProject */.nO,
    ...forge/* forgeInputs */.L,
    'pull-request': {
        ...pull_request/* pullRequestInputs */.e['pull-request'],
        description: 'The pull request: its URL, or its number in `repository`. Default: the one that the job runs for.',
    },
    branches: {
        type: 'list',
        description: 'Head branches that only promotions have, as patterns such as `stage/*`: for templates that push to a branch of a fixed name. Branches called `kargo/\u2026` always count.',
    },
    'verified-in': {
        type: 'list',
        description: 'Stages in which the Freight must be verified.',
    },
    soak: {
        type: 'duration',
        default: '0s',
        description: 'How long it must have been in these Stages, verified.',
    },
    'not-superseded': {
        type: 'boolean',
        default: false,
        description: 'Fail when a newer Promotion of the Stage exists, or the Stage has newer Freight. This stops rollbacks too.',
    },
    'commit-on': {
        type: 'list',
        description: 'Branches, such as `main`: every commit of the Freight (of Git repositories, and by the annotations of images) must be on one of them.',
    },
    'allowed-paths': {
        type: 'list',
        description: 'Patterns, such as `env/prod/**`: the pull request may change nothing else.',
    },
    author: { type: 'string', description: 'The login that Kargo opens pull requests with.' },
    comment: {
        type: 'boolean',
        default: true,
        description: 'Write the evidence into a comment on the pull request, always the same one. A token that may not write is no failure.',
    },
    'status-context': {
        type: 'string',
        description: 'Also set a commit status of this name: it can be required like the job itself, and set anew by a scheduled run.',
    },
    timeout: { ...shared/* waiting */.eg.timeout, default: '5m' },
};
const gate_promotion_pr_outputs = {
    ...outputs/* pullRequestOutputs */.R,
    verdict: 'The word of the gate: passed, failed, not-applicable (no promotion: green), or unknown (something could not be found out: red).',
    reasons: 'Every rule that was looked at, as JSON: [{"rule", "ok", "text"}]; "ok" is null when it could not be found out.',
    promotion: 'The name of the Promotion of the pull request.',
    freight: 'The name of the Freight of the Promotion.',
};
const gate_promotion_pr_command = (0,command/* defineCommand */.NB)({
    name: 'gate-promotion-pr',
    description: 'A required check for promotion pull requests: green only when Kargo and your rules say so.',
    inputs,
    outputs: gate_promotion_pr_outputs,
    check: (values) => [
        ...(0,shared/* checkConnection */.jo)(values),
        ...(0,forge/* checkForge */.Y)(values),
        ...(0,pull_request/* checkPullRequest */.f)({ ...values, promotion: [] }),
        ...(values.soak > 0 && values['verified-in'].length === 0
            ? [{ input: 'soak', accepted: 'name the Stages in the input verified-in' }]
            : []),
    ],
    async run(values, context) {
        context.publish({ verdict: 'unknown', reasons: '[]' });
        return (0,clock/* withDeadline */.NE)(context, values.timeout, async (deadline) => {
            const client = await (0,kargo_connect/* connect */.Ng)(values, context, deadline.signal);
            const settings = { inputs: { ...values, promotion: [] }, site: await context.site(), context };
            const task = { client, deadline, settings };
            const target = await (0,pull_request_target/* findTarget */.F)(task);
            if (target === undefined) {
                throw new errors/* InputError */.dz([{ input: 'pull-request', accepted: 'name the pull request' }]);
            }
            context.publish((0,outputs/* pullRequestOutputValues */._)(target.pull));
            return judge(task, target, values);
        });
    },
});
async function judge(task, target, values) {
    const { pull, linked, place } = target;
    if (linked !== undefined) {
        const newest = await (0,pull_request_link/* untilItWaits */.kx)(task.client, { linked, place }, (0,connect/* whereabouts */.C)(task.settings));
        const found = { ...target, linked: newest };
        const findings = await gateFindings({ task, target: found, rules: values });
        return conclude(task, found, { values, findings: withCommit(task, target, findings) });
    }
    const why = await whyPromotion(task, pull, values.branches);
    if (why !== undefined) {
        const text = `${why}, and no Promotion of project ${task.client.project} names ${(0,description/* nameOf */.Vb)(pull)}`;
        const findings = withCommit(task, target, [{ rule: 'promotion', ok: false, text }]);
        return conclude(task, target, { values, findings });
    }
    return conclude(task, target, { values, findings: withCommit(task, target, []) });
}
function withCommit(task, target, findings) {
    const commit = commitFinding(task, target);
    return commit === undefined ? findings : [commit, ...findings];
}
async function conclude(task, target, { values, findings }) {
    const { pull, linked } = target;
    const word = wordFor(findings);
    const verdict = verdictFor(word, pull, findings);
    const report = gateReport(word, pull, findings);
    for (const line of gateLines(findings)) {
        task.settings.context.log.info(line);
    }
    const stale = findings.some(({ rule }) => rule === 'same-commit');
    const warnings = [
        ...(values.comment && word !== 'not-applicable' ? await writeComment(task, target, report) : []),
        ...(values['status-context'] === undefined || stale
            ? []
            : await setStatus(task, target, { context: values['status-context'], word, verdict })),
    ];
    return {
        verdict,
        outputs: {
            ...(0,outputs/* pullRequestOutputValues */._)(pull),
            verdict: word,
            reasons: findingsJson(findings),
            promotion: linked?.promotion.metadata.name ?? '',
            freight: linked?.promotion.spec.freight ?? '',
        },
        summary: word === 'not-applicable' ? `${(0,description/* nameOf */.Vb)(pull)} is no promotion.` : report,
        links: [(0,description/* linkTo */.uM)(pull)],
        warnings,
    };
}


/***/ })),

/***/ 80570:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ pullRequestInputs),
/* harmony export */   f: () => (/* binding */ checkPullRequest)
/* harmony export */ });
const pullRequestInputs = {
    promotion: {
        type: 'list',
        description: 'The Promotion whose pull request is meant, by name: one. Kargo tells which one that is.',
    },
    'pull-request': {
        type: 'string',
        description: 'The pull request: its URL, or its number in `repository`. Default: that of the Promotion, else the one that the job runs for.',
    },
};
function checkPullRequest(values) {
    const { 'pull-request': named, promotion } = values;
    const isOne = named === undefined || /^[1-9]\d{0,9}$/.test(named) || /^https?:\/\//.test(named);
    return [
        ...(isOne
            ? []
            : [
                { input: 'pull-request', value: named, accepted: 'must be a number, or the URL of a pull request' },
            ]),
        ...(promotion.length <= 1
            ? []
            : [{ input: 'promotion', value: promotion.join(', '), accepted: 'name one Promotion' }]),
    ];
}


/***/ })),

/***/ 54741:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ee: () => (/* binding */ soakedMs),
/* harmony export */   i9: () => (/* binding */ soakLeft),
/* harmony export */   nZ: () => (/* binding */ whyNotAvailable)
/* harmony export */ });
/* harmony import */ var _inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20349);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(52305);


function whyNotAvailable(stage, freight, now) {
    const requests = stage.spec.requestedFreight ?? [];
    const own = requests.filter((request) => freight.origin !== undefined && (0,_types_js__WEBPACK_IMPORTED_MODULE_1__/* .originKey */ .y3)(request.origin) === (0,_types_js__WEBPACK_IMPORTED_MODULE_1__/* .originKey */ .y3)(freight.origin));
    if (own.length === 0) {
        const wanted = requests.map((request) => (0,_types_js__WEBPACK_IMPORTED_MODULE_1__/* .originKey */ .y3)(request.origin)).join(', ') || 'nothing';
        const from = freight.origin === undefined ? 'an unknown origin' : (0,_types_js__WEBPACK_IMPORTED_MODULE_1__/* .originKey */ .y3)(freight.origin);
        return [`Stage "${stage.metadata.name}" takes Freight of ${wanted}, and this is of ${from}`];
    }
    if (freight.status?.approvedFor?.[stage.metadata.name] !== undefined) {
        return [];
    }
    const reasons = own.map((request) => whyNotByRequest(request, freight, now));
    return reasons.some((list) => list.length === 0) ? [] : reasons.flat();
}
function whyNotByRequest(request, freight, now) {
    const { direct, stages, requiredSoakTime, availabilityStrategy } = request.sources ?? {};
    if (direct === true) {
        return [];
    }
    const upstream = stages ?? [];
    const missing = upstream.flatMap((stage) => whyNotFrom(stage, requiredSoakTime, { freight, now }));
    if (missing.length === 0) {
        return upstream.length > 0 ? [] : ['the Stage names no source for it'];
    }
    if (availabilityStrategy === 'All') {
        return [`${missing.join('; ')} (all of ${upstream.join(', ')} are required)`];
    }
    return missing.length < upstream.length ? [] : [missing.join('; ')];
}
function whyNotFrom(upstream, requiredSoakTime, { freight, now }) {
    const verified = freight.status?.verifiedIn?.[upstream];
    if (verified === undefined) {
        const there = freight.status?.currentlyIn?.[upstream] !== undefined;
        return [`it is not verified in Stage "${upstream}"${there ? ', though it is there' : ''}`];
    }
    const required = (0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .durationMs */ .pc)(requiredSoakTime ?? '') ?? 0;
    const soaked = soakedMs(freight, upstream, now);
    return soaked >= required
        ? []
        : [
            `it has soaked ${(0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(soaked)} of the required ${(0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(required)} in Stage "${upstream}" (${(0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(required - soaked)} left)`,
        ];
}
function soakedMs(freight, stage, now) {
    const longest = (0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .durationMs */ .pc)(freight.status?.verifiedIn?.[stage]?.longestSoak ?? '') ?? 0;
    const since = Date.parse(freight.status?.currentlyIn?.[stage]?.since ?? '');
    return Math.max(longest, Number.isNaN(since) ? 0 : now - since);
}
function soakLeft(stage, freight, now) {
    if (whyNotAvailable(stage, freight, now).length === 0) {
        return 0;
    }
    const own = (stage.spec.requestedFreight ?? []).filter((request) => freight.origin !== undefined && (0,_types_js__WEBPACK_IMPORTED_MODULE_1__/* .originKey */ .y3)(request.origin) === (0,_types_js__WEBPACK_IMPORTED_MODULE_1__/* .originKey */ .y3)(freight.origin));
    const times = own
        .map((request) => soakLeftByRequest(request, freight, now))
        .filter((left) => left !== undefined);
    return times.length === 0 ? undefined : Math.min(...times);
}
function soakLeftByRequest({ sources }, freight, now) {
    const required = (0,_inputs_duration_js__WEBPACK_IMPORTED_MODULE_0__/* .durationMs */ .pc)(sources?.requiredSoakTime ?? '') ?? 0;
    const left = (sources?.stages ?? []).map((upstream) => freight.status?.verifiedIn?.[upstream] === undefined
        ? undefined
        : Math.max(0, required - soakedMs(freight, upstream, now)));
    const known = left.filter((ms) => ms !== undefined);
    if (sources?.availabilityStrategy === 'All') {
        return known.length < left.length || known.length === 0 ? undefined : Math.max(...known);
    }
    return known.length === 0 ? undefined : Math.min(...known);
}


/***/ })),

/***/ 69982:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* binding */ follow)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(44516);
// EXTERNAL MODULE: ./build/kargo/client.js + 1 modules
var kargo_client = __webpack_require__(27109);
;// CONCATENATED MODULE: ./build/kargo/newest.js
class Newest {
    #seen;
    get value() {
        return this.#seen;
    }
    accept(next) {
        if (this.#seen !== undefined && !isNewer(next, this.#seen)) {
            return false;
        }
        this.#seen = next;
        return true;
    }
}
function isNewer(next, seen) {
    if (next.metadata.uid !== seen.metadata.uid) {
        return true;
    }
    const [a, b] = [versionOf(next), versionOf(seen)];
    return a === undefined || b === undefined || a > b;
}
function versionOf(object) {
    const version = object.metadata.resourceVersion;
    return version !== undefined && /^\d+$/.test(version) ? BigInt(version) : undefined;
}

// EXTERNAL MODULE: ./build/kargo/watch/link.js
var watch_link = __webpack_require__(72726);
;// CONCATENATED MODULE: ./build/kargo/watch/follow.js




const timing = {
    missingAtFirst: 10_000,
    giveUpUnreachable: 300_000,
};
function follow(client, resource, name) {
    const closing = new AbortController();
    const signal = AbortSignal.any([client.signal, closing.signal]);
    const following = new Following({
        client: client.within(signal, (words) => following.troubled(words)),
        resource,
        name,
    });
    const leave = client.crowd?.watch(resource)?.join(following) ?? following.goAlone();
    return {
        next: (ms) => following.next(ms, client.signal),
        opened: (ms) => following.opened(ms, client.signal),
        close: () => {
            leave();
            closing.abort(new Error('closed'));
        },
    };
}
class Following {
    #target;
    #newest = new Newest();
    #queue = [];
    #failure;
    #wake = () => undefined;
    #firstFrame = new AbortController();
    #isTroubled = false;
    #unreachableSince;
    #startedAt;
    constructor(target) {
        this.#target = target;
        this.#startedAt = target.client.clock.now();
    }
    get name() {
        return this.#target.name;
    }
    get hasSeen() {
        return this.#newest.value !== undefined;
    }
    goAlone() {
        const { client, resource, name } = this.#target;
        const subject = {
            mayBeQuiet: false,
            open: () => client.watch(resource, name, client.signal),
            read: () => this.readAlone(),
            frame: ({ type, object }) => {
                if (object.metadata.name !== name) {
                    return false;
                }
                if (type === 'DELETED') {
                    this.deleted();
                }
                else {
                    this.seen(object, 'frame');
                }
                return true;
            },
        };
        (0,watch_link/* keepInSight */.S)(subject, client.clock, client.signal).catch((error) => this.#fail(error));
        return () => undefined;
    }
    async next(ms, signal) {
        if (this.#queue.length === 0 && this.#failure === undefined) {
            await this.#news(ms, signal);
        }
        const first = this.#queue.shift();
        if (first === undefined && this.#failure !== undefined) {
            throw this.#failure;
        }
        signal.throwIfAborted();
        return first;
    }
    async opened(ms, signal) {
        const ending = AbortSignal.any([this.#firstFrame.signal, signal]);
        await this.#target.client.clock.sleep(ms, ending).catch(() => undefined);
        signal.throwIfAborted();
    }
    async #news(ms, signal) {
        const waiting = new AbortController();
        this.#wake = () => waiting.abort('news');
        await this.#target.client.clock
            .sleep(ms, AbortSignal.any([waiting.signal, signal]))
            .catch(() => undefined);
    }
    #push(sighting) {
        this.#queue.push(sighting);
        this.#wake();
    }
    #fail(error) {
        this.#failure ??= error;
        this.#wake();
    }
    troubled(text) {
        this.#isTroubled = true;
        this.#push({ kind: 'trouble', text });
    }
    seen(object, via) {
        this.#unreachableSince = undefined;
        if (via === 'frame') {
            this.#firstFrame.abort('seen');
        }
        if (this.#isTroubled) {
            this.#isTroubled = false;
            this.#push({ kind: 'recovered' });
        }
        if (this.#newest.accept(object)) {
            this.#push({ kind: 'version', object, via });
        }
    }
    deleted() {
        this.#push({ kind: 'gone' });
    }
    async readAlone() {
        const { client, resource, name } = this.#target;
        try {
            const object = await (0,kargo_client/* orMissing */.M)(client.getObject(resource, name));
            if (object !== undefined) {
                this.seen(object, 'read');
            }
            else if (!this.#isYoung()) {
                this.deleted();
            }
        }
        catch (error) {
            this.unread(error);
        }
    }
    unlisted() {
        if (!this.#isYoung()) {
            void this.readAlone();
        }
    }
    #isYoung() {
        return this.#target.client.clock.now() - this.#startedAt <= timing.missingAtFirst;
    }
    unread(error) {
        if (!(0,errors/* isKargoError */.Rd)(error) || error.verdict.status !== 'unknown') {
            this.#fail(error);
            return;
        }
        const now = this.#target.client.clock.now();
        this.#unreachableSince ??= now;
        if (now - this.#unreachableSince > timing.giveUpUnreachable) {
            this.#fail(stillUnreachable(error, now - this.#unreachableSince));
            return;
        }
        this.troubled(error.message);
    }
}
function stillUnreachable(error, ms) {
    return (0,errors/* unknown */.L5)('unreachable', `${error.message} (for ${Math.round(ms / 60_000)} minutes now)`, error);
}


/***/ })),

/***/ 72726:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ keepInSight)
/* harmony export */ });
/* harmony import */ var _answer_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(90976);
/* harmony import */ var _sse_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(81209);


const timing = {
    deadLink: 75_000,
    pollWhileWatching: 60_000,
    pollAlone: 3_000,
    reconnectFirst: 250,
    reconnectMost: 15_000,
};
async function keepInSight(subject, clock, signal) {
    const link = new Link(subject, clock, signal);
    await Promise.all([link.watch(), link.poll()]);
}
class Link {
    #subject;
    #clock;
    #signal;
    #isAlive = false;
    constructor(subject, clock, signal) {
        this.#subject = subject;
        this.#clock = clock;
        this.#signal = signal;
    }
    async poll() {
        for (;;) {
            await this.#subject.read();
            const before = this.#clock.now();
            do {
                await this.#clock.sleep(timing.pollAlone * (0.75 + Math.random() / 2), this.#signal);
            } while (this.#isAlive && this.#clock.now() - before < timing.pollWhileWatching);
        }
    }
    async watch() {
        for (let pause = timing.reconnectFirst;; pause = Math.min(pause * 2, timing.reconnectMost)) {
            const stream = await this.#subject.open().catch((error) => {
                if (this.#signal.aborted) {
                    throw error;
                }
                return undefined;
            });
            if (stream !== undefined && (await this.#readStream(stream))) {
                pause = timing.reconnectFirst;
            }
            this.#isAlive = false;
            await this.#clock.sleep(pause * (0.5 + Math.random() / 2), this.#signal);
        }
    }
    async #readStream(stream) {
        let worked = false;
        const stopTimer = this.#closeWhenSilent(stream);
        try {
            for await (const event of (0,_sse_js__WEBPACK_IMPORTED_MODULE_1__/* .parseEvents */ .P)(stopTimer.touching(stream.chunks))) {
                if (event.kind === 'comment') {
                    worked ||= this.#subject.mayBeQuiet;
                    this.#isAlive ||= this.#subject.mayBeQuiet;
                }
                else if (event.event === 'error') {
                    return false;
                }
                else {
                    worked = this.#take(event.data) || worked;
                    this.#isAlive = true;
                }
            }
        }
        catch {
            this.#signal.throwIfAborted();
        }
        finally {
            stopTimer.stop();
            stream.close();
        }
        return worked;
    }
    #take(data) {
        const frame = (0,_answer_js__WEBPACK_IMPORTED_MODULE_0__/* .parse */ .qg)(data);
        return frame?.object?.metadata?.name === undefined ? false : this.#subject.frame(frame);
    }
    #closeWhenSilent(stream) {
        let stop = new AbortController();
        const arm = () => {
            stop.abort(new Error('rearmed'));
            stop = new AbortController();
            this.#clock.sleep(timing.deadLink, AbortSignal.any([stop.signal, this.#signal])).then(() => stream.close(), () => undefined);
        };
        arm();
        return {
            stop: () => stop.abort(new Error('stopped')),
            async *touching(chunks) {
                for await (const chunk of chunks) {
                    arm();
                    yield chunk;
                }
            },
        };
    }
}


/***/ })),

/***/ 81209:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ parseEvents)
/* harmony export */ });
/* harmony import */ var _http_transport_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(46674);

const maxEventLength = 16 * 1024 * 1024;
async function* parseEvents(chunks) {
    const block = new Block();
    for await (const line of linesOf(chunks)) {
        const event = block.take(line);
        if (event !== undefined) {
            yield event;
        }
    }
}
class Block {
    #event = '';
    #data = [];
    #length = 0;
    take(line) {
        if (line === '') {
            return this.#finish();
        }
        const colon = line.indexOf(':');
        const field = colon === -1 ? line : line.slice(0, colon);
        const value = colon === -1 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
        if (field === '' && colon === 0) {
            return { kind: 'comment', text: value };
        }
        if (field === 'event') {
            this.#event = value;
        }
        if (field === 'data') {
            this.#data.push(value);
            this.#length = bounded(this.#length + value.length + 1);
        }
        return undefined;
    }
    #finish() {
        const event = this.#event;
        const data = this.#data;
        this.#event = '';
        this.#data = [];
        this.#length = 0;
        if (data.length === 0) {
            return undefined;
        }
        return { kind: 'data', ...(event !== '' && { event }), data: data.join('\n') };
    }
}
async function* linesOf(chunks) {
    const lineEnd = /\r\n|\r|\n/g;
    let pending = '';
    let begun = false;
    let endedByCr = false;
    for await (const chunk of chunks) {
        if (chunk === '') {
            continue;
        }
        let from = (endedByCr && chunk[0] === '\n') || (!begun && chunk[0] === '\uFEFF') ? 1 : 0;
        begun = true;
        endedByCr = chunk.endsWith('\r');
        lineEnd.lastIndex = from;
        for (let end = lineEnd.exec(chunk); end !== null; end = lineEnd.exec(chunk)) {
            const line = pending + chunk.slice(from, end.index);
            bounded(line.length);
            pending = '';
            from = lineEnd.lastIndex;
            yield line;
        }
        pending += chunk.slice(from);
        bounded(pending.length);
    }
}
function bounded(length) {
    if (length > maxEventLength) {
        throw new _http_transport_error_js__WEBPACK_IMPORTED_MODULE_0__/* .TransportError */ .wX(`an event of the stream is larger than ${maxEventLength / 1024 / 1024} MB`, {
            code: 'TOO_LARGE',
            sent: 'maybe',
            transient: false,
        });
    }
    return length;
}


/***/ })),

/***/ 50930:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ evidenceOf),
/* harmony export */   m: () => (/* binding */ evidenceOfPromotion)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44516);
/* harmony import */ var _kargo_client_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27109);
/* harmony import */ var _kargo_types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(52305);



async function evidenceOfPromotion(client, promotion) {
    const { metadata, spec, status } = promotion;
    const name = spec.freight ?? status?.freight?.name ?? '';
    const [stage, freight] = await Promise.all([
        client.getStage(spec.stage),
        (0,_kargo_client_js__WEBPACK_IMPORTED_MODULE_1__/* .orMissing */ .M)(client.getFreight(name)),
    ]);
    const remembered = status?.freight;
    if (freight === undefined && remembered === undefined) {
        throw (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .failed */ .gz)('not-found', `Freight ${name} of Promotion ${metadata.name} does not exist (any more).`);
    }
    const known = freight ?? { metadata: { name }, ...remembered };
    return { ...evidenceOf(stage, known), promotion: metadata.name };
}
function evidenceOf(stage, freight) {
    const { name } = stage.metadata;
    const { origin, alias, status } = freight;
    const key = origin === undefined ? '' : (0,_kargo_types_js__WEBPACK_IMPORTED_MODULE_2__/* .originKey */ .y3)(origin);
    const sources = (stage.spec.requestedFreight ?? [])
        .filter((request) => (0,_kargo_types_js__WEBPACK_IMPORTED_MODULE_2__/* .originKey */ .y3)(request.origin) === key)
        .map((request) => request.sources ?? {});
    const upstream = [...new Set(sources.flatMap(({ stages }) => stages ?? []))];
    return {
        stage: name,
        freight: { ...freight, name: freight.metadata.name, alias },
        current: stage.status?.freightHistory?.[0]?.items?.[key],
        promotion: undefined,
        upstream: upstream.map((from) => ({ stage: from, verifiedAt: verifiedAt(status, from) })),
        direct: sources.some(({ direct }) => direct === true),
        approved: status?.approvedFor?.[name] !== undefined,
    };
}
function verifiedAt(status, stage) {
    const verified = status?.verifiedIn?.[stage];
    return verified === undefined ? undefined : (verified.verifiedAt ?? '');
}


/***/ })),

/***/ 60425:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ pullRequestOutputs),
/* harmony export */   _: () => (/* binding */ pullRequestOutputValues)
/* harmony export */ });
const pullRequestOutputs = {
    'pull-request': 'The number of the pull request (GitLab: of the merge request).',
    'pull-request-url': 'The address of the pull request.',
    'pull-request-branch': 'The head branch of the pull request.',
    state: 'The state of the pull request when the command ended: open, merged or closed.',
};
function pullRequestOutputValues(pull) {
    return {
        'pull-request': pull === undefined ? '' : String(pull.number),
        'pull-request-url': pull?.url ?? '',
        'pull-request-branch': pull?.head.branch ?? '',
        state: pull?.state ?? '',
    };
}


/***/ })),

/***/ 30877:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JA: () => (/* binding */ originFindings),
/* harmony export */   Sz: () => (/* binding */ unexpectedBranches),
/* harmony export */   kj: () => (/* binding */ strangerDoubts),
/* harmony export */   tc: () => (/* binding */ waitingFinding)
/* harmony export */ });
/* harmony import */ var _forge_connect_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(20450);
/* harmony import */ var _kargo_promotion_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64444);
/* harmony import */ var _description_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(59833);
/* harmony import */ var _link_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(69195);




function originFindings({ pull, linked }) {
    const { name } = linked.promotion.metadata;
    return [
        finding('own-branch', (0,_link_js__WEBPACK_IMPORTED_MODULE_2__/* .forkDoubt */ .Hx)(pull), `its head branch is in ${pull.repository} itself`),
        finding('head-commit', (0,_link_js__WEBPACK_IMPORTED_MODULE_2__/* .headDoubt */ .TS)(linked, pull), `its head ${pull.head.sha} is the commit that Promotion ${name} pushed`),
        finding('base-branch', (0,_link_js__WEBPACK_IMPORTED_MODULE_2__/* .baseDoubt */ .II)(linked, pull), linked.step.base === undefined
            ? `its base is ${pull.base.branch}; what the template asks for only Kargo can work out`
            : `its base is ${pull.base.branch}, as the template asks`),
    ];
}
function waitingFinding({ pull, place, linked: { promotion } }, settings) {
    const rule = 'promotion-waits';
    const { name } = promotion.metadata;
    const what = `Promotion ${name} to Stage "${promotion.spec.stage}"`;
    if ((0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_1__/* .isTerminal */ .Hd)(promotion.status)) {
        const text = `${what} has ended ${(0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_1__/* .phaseOf */ .hU)(promotion.status)}: merging would change Git without a Promotion`;
        return { rule, ok: false, text };
    }
    return (0,_link_js__WEBPACK_IMPORTED_MODULE_2__/* .waitsFor */ .is)(promotion, place, (0,_forge_connect_js__WEBPACK_IMPORTED_MODULE_0__/* .whereabouts */ .C)(settings))
        ? { rule, ok: true, text: `${what} waits for it` }
        : { rule, ok: false, text: `${what} is ${(0,_kargo_promotion_js__WEBPACK_IMPORTED_MODULE_1__/* .progressOf */ .jA)(promotion)}, and does not wait for ${(0,_description_js__WEBPACK_IMPORTED_MODULE_3__/* .nameOf */ .Vb)(pull)}` };
}
function finding(rule, doubt, otherwise) {
    return { rule, ok: doubt === undefined, text: doubt ?? otherwise };
}
function unexpectedBranches(pull, { head, base }) {
    return [
        ...(head === undefined || head === pull.head.branch
            ? []
            : [`its head branch is ${pull.head.branch}, and ${head} was expected`]),
        ...(base === undefined || base === pull.base.branch
            ? []
            : [`its base branch is ${pull.base.branch}, and ${base} was expected`]),
    ];
}
function strangerDoubts(pull, { named, ...expected }) {
    const fork = (0,_link_js__WEBPACK_IMPORTED_MODULE_2__/* .forkDoubt */ .Hx)(pull);
    return [
        ...((0,_link_js__WEBPACK_IMPORTED_MODULE_2__/* .claimsPromotion */ .rL)(pull.head.branch)
            ? [
                `its head branch ${pull.head.branch} is called like one of Kargo's, and no Promotion of the project names this pull request`,
            ]
            : []),
        ...(fork === undefined ? [] : [fork]),
        ...(named && expected.head !== undefined && expected.base !== undefined
            ? []
            : [
                'no Promotion of the project names it: a pull request of `open-promotion-pr` is merged only when it is named by `pull-request`, together with the expected `head` and `base`',
            ]),
        ...unexpectedBranches(pull, expected),
    ];
}


/***/ })),

/***/ 28157:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ evidenceReport)
/* harmony export */ });
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65453);

const mostRows = 60;
const mostOfSubject = 100;
function evidenceReport(client, evidence) {
    const { stage, freight, promotion } = evidence;
    const name = freight.alias ?? freight.name.slice(0, 7);
    return [
        `### ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)(name, client.uiLink('freight', freight.name))} to ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)(stage, client.uiLink('stage', stage))}`,
        '',
        comparison(evidence),
        '',
        `- Freight ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(freight.name)} of Warehouse ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(freight.origin?.name ?? '?')}`,
        ...(promotion === undefined
            ? []
            : [`- Promotion ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)(promotion, client.uiLink('promotion', promotion))}`]),
        ...reasons(client, evidence).map((reason) => `- ${reason}`),
    ].join('\n');
}
function comparison({ stage, freight, current }) {
    const before = new Map(rowsOf(current).map((row) => [keyOf(row), row]));
    const after = new Map(rowsOf(freight).map((row) => [keyOf(row), row]));
    const keys = [...new Set([...after.keys(), ...before.keys()])];
    const rows = keys.slice(0, mostRows).map((key) => {
        const [was, is] = [before.get(key), after.get(key)];
        const { kind, place } = is ?? was ?? { kind: '', place: '' };
        return [kind, (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(place), was?.version ?? '\u2013', is === undefined ? '\u2013' : marked(is, was)];
    });
    const left = keys.length - rows.length;
    return [
        (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .table */ .tp)(['', 'artifact', `in ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(stage)} now`, 'after the merge'], rows),
        ...(left === 0 ? [] : ['', `and ${left} more`]),
    ].join('\n');
}
function marked(is, was) {
    return is.version === was?.version ? `${is.version} (same)` : is.version;
}
function keyOf({ kind, place }) {
    return `${kind} ${place}`;
}
function rowsOf(freight) {
    return [
        ...(freight?.images ?? []).map(({ repoURL, tag, digest }) => ({
            kind: 'image',
            place: repoURL,
            version: [tag, digest].filter(Boolean).map(codeOf).join(' '),
        })),
        ...(freight?.charts ?? []).map(({ repoURL, name, version }) => ({
            kind: 'chart',
            place: [repoURL, name].filter(Boolean).join('/'),
            version: (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(version),
        })),
        ...(freight?.commits ?? []).map(({ repoURL, tag, id, message }) => ({
            kind: 'commit',
            place: repoURL,
            version: [...[tag, id].filter(Boolean).map(codeOf), subjectOf(message)].filter(Boolean).join(' '),
        })),
    ];
}
function codeOf(value) {
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .code */ .aY)(value ?? '');
}
function subjectOf(message) {
    const subject = (message ?? '').split('\n')[0]?.slice(0, mostOfSubject) ?? '';
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(subject);
}
function reasons(client, { upstream, direct, approved }) {
    return [
        ...upstream.map(({ stage, verifiedAt }) => {
            const there = (0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .link */ .nf)(stage, client.uiLink('stage', stage));
            return verifiedAt === undefined
                ? `**not verified** in ${there}`
                : `verified in ${there}${verifiedAt === '' ? '' : ` at ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .text */ .Qq)(verifiedAt)}`}`;
        }),
        ...(direct ? ['may come straight from its Warehouse'] : []),
        ...(approved ? ['approved for this Stage'] : []),
    ];
}


/***/ }))

};
;