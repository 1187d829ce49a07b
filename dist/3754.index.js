"use strict";
exports.id = 3754;
exports.ids = [3754];
exports.modules = {

/***/ 13754:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   presentedChain: () => (/* binding */ presentedChain)
/* harmony export */ });
/* harmony import */ var _proxy_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(67408);

const patienceMs = 10_000;
async function presentedChain(url, proxies, signal) {
    const time = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
    try {
        const proxy = (0,_proxy_js__WEBPACK_IMPORTED_MODULE_0__/* .proxyFor */ .i)(url, proxies);
        const socket = proxy === undefined ? undefined : await tunnel(url, proxy, time);
        return await handshake(url, socket, time);
    }
    catch {
        return undefined;
    }
}
async function handshake(url, socket, signal) {
    const [{ connect }, { isIP }] = await Promise.all([Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 41692, 23)), Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 77030, 23))]);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    return new Promise((resolve, reject) => {
        const link = connect({
            ...(socket === undefined ? { host, port: portOf(url) } : { socket }),
            ...(isIP(host) === 0 ? { servername: host } : {}),
            rejectUnauthorized: false,
        });
        const stop = () => link.destroy(new Error('out of time'));
        signal.addEventListener('abort', stop, { once: true });
        link.once('close', () => signal.removeEventListener('abort', stop));
        link.once('error', reject);
        link.once('secureConnect', () => {
            resolve(chainOf(link.getPeerCertificate(true)));
            link.destroy();
        });
    });
}
async function tunnel(url, proxy, signal) {
    const isTls = proxy.origin.startsWith('https:');
    const { request } = isTls ? await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 44708, 23)) : await Promise.resolve(/* import() */).then(__webpack_require__.t.bind(__webpack_require__, 37067, 23));
    return new Promise((resolve, reject) => {
        const asking = request(proxy.origin, {
            method: 'CONNECT',
            path: `${url.hostname}:${portOf(url)}`,
            headers: proxy.authorization === undefined ? {} : { 'proxy-authorization': proxy.authorization },
            signal,
        });
        asking.once('connect', (response, socket) => {
            if (response.statusCode === 200) {
                resolve(socket);
            }
            else {
                socket.destroy();
                reject(new Error('the proxy refused'));
            }
        });
        asking.once('response', () => asking.destroy(new Error('no tunnel')));
        asking.once('error', reject);
        asking.end();
    });
}
function portOf(url) {
    return url.port === '' ? 443 : Number(url.port);
}
function chainOf(leaf) {
    const chain = [];
    const seen = new Set();
    let next = leaf;
    while (next?.fingerprint256 !== undefined && !seen.has(next.fingerprint256)) {
        seen.add(next.fingerprint256);
        chain.push({
            subject: nameOf(next.subject),
            issuer: nameOf(next.issuer),
            validFrom: next.valid_from,
            validTo: next.valid_to,
            names: next.subjectaltname ?? '',
        });
        next = next.issuerCertificate;
    }
    return chain;
}
function nameOf(name) {
    const text = (value) => (typeof value === 'string' ? value : (value?.join(', ') ?? '')).replace(/[^\P{C}]/gu, '');
    const [common, organisation] = [text(name?.CN), text(name?.O)];
    if (common === '') {
        return organisation === '' ? 'without a name' : organisation;
    }
    return organisation === '' ? common : `${common} (${organisation})`;
}


/***/ }))

};
;