"use strict";
exports.id = 6313;
exports.ids = [6313];
exports.modules = {

/***/ 76313:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  webhookCalls: () => (/* binding */ webhookCalls)
});

// EXTERNAL MODULE: ./build/errors.js
var errors = __webpack_require__(44516);
// EXTERNAL MODULE: ./build/inputs/selection.js
var selection = __webpack_require__(45263);
// EXTERNAL MODULE: ./build/inputs/webhook.js
var webhook = __webpack_require__(16604);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/webhook/receiver.js
var receiver = __webpack_require__(60036);
;// CONCATENATED MODULE: ./build/webhook/registry-event.js
function registryEvents(type, tags) {
    const repositories = [...new Set(tags.map(({ repository }) => repository))];
    const byRepository = repositories.map((repository) => ({
        repository,
        of: tags.filter((tag) => tag.repository === repository),
    }));
    switch (type) {
        case 'github':
            return tags.map((tag) => registry_event_event(tag, packagePublished(tag), 'package'));
        case 'dockerhub':
            return tags.map((tag) => registry_event_event(tag, dockerhubPush(tag)));
        case 'artifactory':
            return tags.map((tag) => registry_event_event(tag, artifactoryPush(tag)));
        case 'quay':
            return byRepository.map(({ repository, of }) => ({
                about: `push of ${of.map(nameOf).join(', ')}`,
                name: '',
                body: quayPush(repository, of),
            }));
        case 'harbor':
            return byRepository.map(({ repository, of }) => ({
                about: `push of ${of.map(nameOf).join(', ')}`,
                name: '',
                body: harborPush(repository, of),
            }));
        default:
            return [];
    }
}
function registry_event_event(tag, body, name = '') {
    return { about: `push of ${nameOf(tag)}`, name, body };
}
function nameOf({ repository, tag }) {
    return `${repository}:${tag}`;
}
function withoutHost(repository) {
    const [first = '', ...rest] = repository.split('/');
    return rest.length > 0 && /[.:]|^localhost$/.test(first) ? rest.join('/') : repository;
}
function packagePublished(tag) {
    const { repository, digest } = tag;
    const path = withoutHost(repository).split('/');
    return {
        action: 'published',
        package: {
            name: path.slice(1).join('/'),
            namespace: path[0],
            ecosystem: 'CONTAINER',
            package_type: 'CONTAINER',
            package_version: {
                version: digest ?? tag.tag,
                package_url: nameOf(tag),
                container_metadata: { tag: { name: tag.tag, ...(digest === undefined ? {} : { digest }) } },
            },
        },
    };
}
function dockerhubPush({ repository, tag }) {
    const name = repository.replace(/^(?:index\.)?docker\.io\//, '');
    return { push_data: { tag }, repository: { repo_name: name } };
}
function quayPush(repository, tags) {
    const path = withoutHost(repository);
    const [namespace = '', ...name] = path.split('/');
    return {
        name: name.join('/'),
        namespace,
        repository: path,
        docker_url: repository,
        updated_tags: tags.map(({ tag }) => tag),
    };
}
function harborPush(repository, tags) {
    const path = withoutHost(repository);
    const [namespace = '', ...name] = path.split('/');
    return {
        type: 'PUSH_ARTIFACT',
        operator: 'kargo-ci',
        event_data: {
            resources: tags.map((tag) => ({
                ...(tag.digest === undefined ? {} : { digest: tag.digest }),
                tag: tag.tag,
                resource_url: nameOf(tag),
            })),
            repository: { name: name.join('/'), namespace, repo_full_name: path, repo_type: 'private' },
        },
    };
}
function artifactoryPush({ repository, tag, isChart }) {
    const host = repository.slice(0, Math.max(0, repository.length - withoutHost(repository).length - 1));
    const [key = '', ...image] = withoutHost(repository).split('/');
    return {
        domain: 'docker',
        event_type: 'pushed',
        data: {
            image_type: isChart ? 'oci' : 'docker',
            repo_key: key,
            image_name: image.join('/'),
            path: `${image.join('/')}/${tag}/manifest.json`,
            name: 'manifest.json',
            tag,
        },
        jpd_origin: `https://${host}/artifactory`,
    };
}

;// CONCATENATED MODULE: ./build/webhook/event.js



function eventsFor(type, news) {
    const tags = receiver/* registryTypes */.jY.includes(type) ? news.artifacts.flatMap((one) => (0,receiver/* pushedTag */.YZ)(one) ?? []) : [];
    return [...(receiver/* gitTypes */.G4.includes(type) ? pushes(type, news) : []), ...registryEvents(type, tags)];
}
function nameOfPayload(type, payload) {
    const body = JSON.parse(payload);
    const has = (key) => typeof body === 'object' && body !== null && key in body;
    if (type === 'gitlab') {
        return has('object_kind') && payload.includes('"tag_push"') ? 'Tag Push Hook' : 'Push Hook';
    }
    return ['registry_package', 'package', 'zen'].find(has)?.replace('zen', 'ping') ?? 'push';
}
function headersFor(type, { name, body }, secret) {
    const signature = () => (0,external_node_crypto_.createHmac)('sha256', secret).update(body).digest('hex');
    switch (type) {
        case 'github':
            return { 'x-github-event': name, 'x-hub-signature-256': `sha256=${signature()}` };
        case 'gitlab':
            return { 'x-gitlab-event': name, 'x-gitlab-token': secret };
        case 'harbor':
            return { authorization: secret };
        case 'artifactory':
            return { 'x-jfrog-event-auth': signature() };
        default:
            return {};
    }
}
function pushes(type, { artifacts, repository, branch }) {
    const revisions = artifacts.flatMap((one) => (one.kind === 'commit' ? [one.revision] : []));
    const refs = new Map();
    for (const revision of revisions.length === 0 ? [undefined] : revisions) {
        const ref = (0,receiver/* refOf */.H8)(revision, branch);
        if (ref !== undefined) {
            refs.set(ref, revision);
        }
    }
    return repository === undefined
        ? []
        : [...refs].map(([ref, revision]) => (type === 'gitlab' ? gitlabPush : githubPush)({ ref, revision, repository }));
}
function githubPush({ ref, revision, repository }) {
    const { https, ssh, page } = spellingsOf(repository);
    return {
        about: `push of ${ref}`,
        name: 'push',
        body: {
            ref,
            ...(revision === undefined ? {} : { after: revision }),
            repository: { clone_url: https, ssh_url: ssh, html_url: page },
        },
    };
}
function gitlabPush({ ref, revision, repository }) {
    const { https, ssh, page } = spellingsOf(repository);
    const isTag = ref.startsWith('refs/tags/');
    return {
        about: `push of ${ref}`,
        name: isTag ? 'Tag Push Hook' : 'Push Hook',
        body: {
            object_kind: isTag ? 'tag_push' : 'push',
            ref,
            ...(revision === undefined || isTag ? {} : { checkout_sha: revision }),
            repository: { git_http_url: https, git_ssh_url: ssh, homepage: page },
            project: { git_http_url: https, git_ssh_url: ssh, web_url: page },
            total_commits_count: 1,
            commits: [],
        },
    };
}
function spellingsOf(repository) {
    const scp = /^(?:ssh:\/\/)?(?<user>[\w.-]+)@(?<host>[^:/]+)[:/](?<path>.+)$/.exec(repository)?.groups;
    if (scp?.host !== undefined && scp.path !== undefined) {
        const page = `https://${scp.host}/${scp.path.replace(/\.git$/, '')}`;
        return { https: `${page}.git`, ssh: repository, page };
    }
    const page = repository.replace(/\/+$/, '').replace(/\.git$/, '');
    const { host = '', path = '' } = /^https?:\/\/(?<host>[^/]+)\/(?<path>.+)$/.exec(page)?.groups ?? {};
    return { https: repository, ssh: `git@${host}:${path}.git`, page };
}

;// CONCATENATED MODULE: ./build/webhook/calls.js




function webhookCalls(inputs, ownRepository) {
    const { 'webhook-url': url, 'webhook-payload': payload, 'webhook-secret': secret } = inputs;
    if (url === undefined) {
        return [];
    }
    const type = (0,webhook/* typeOf */.QP)(inputs, url);
    const given = Object.fromEntries((0,webhook/* headerLines */.Hq)(inputs['webhook-headers'] ?? '').flatMap((line) => (0,webhook/* parseHeader */.RW)(line) ?? []));
    const callWith = ({ about, name, body }) => ({
        url,
        about,
        body,
        headers: { ...(secret === undefined ? {} : headersFor(type, { name, body }, secret)), ...given },
    });
    if (payload !== undefined) {
        return [callWith({ about: '', name: nameOfPayload(type, payload), body: payload })];
    }
    if (type === 'generic') {
        const { warehouse, image, commit, chart } = inputs;
        const body = JSON.stringify({ source: 'kargo-ci', warehouse, image, commit, chart });
        return [callWith({ about: '', name: '', body })];
    }
    const repository = inputs['git-repository'] ?? ownRepository;
    const artifacts = (0,selection/* artifactsOf */.Ns)(inputs);
    const events = eventsFor(type, { artifacts, repository, branch: inputs['git-branch'] });
    if (events.length === 0) {
        throw new errors/* InputError */.dz([
            {
                input: 'git-repository',
                accepted: 'is needed: this host does not say which repository the job is of',
            },
        ]);
    }
    return events.map(({ about, name, body }) => callWith({ about, name, body: JSON.stringify(body) }));
}


/***/ }))

};
;