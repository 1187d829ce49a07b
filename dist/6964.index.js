"use strict";
exports.id = 6964;
exports.ids = [6964];
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


/***/ }))

};
;