"use strict";
exports.id = 2434;
exports.ids = [2434];
exports.modules = {

/***/ 72434:
/***/ ((function(__unused_webpack_module,__webpack_exports__,__webpack_require__){

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   command: () => (/* binding */ command)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _command_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80746);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44516);



const command = (0,_command_js__WEBPACK_IMPORTED_MODULE_1__/* .defineCommand */ .NB)({
    name: 'simulate',
    description: 'Run a simulated Kargo server on this machine, for trying and testing.',
    shellOnly: true,
    inputs: {
        port: {
            type: 'integer',
            default: 0,
            min: 0,
            max: 65_535,
            description: 'The port to listen on; 0 takes a free one.',
        },
        release: {
            type: 'choice',
            choices: ['1.9', '1.10', '1.11', 'main'],
            default: '1.11',
            description: 'The Kargo release whose behaviour is simulated.',
        },
        world: {
            type: 'string',
            description: 'A file with the manifests of the world: Kargo objects, and a document of kind Simulation. Without it there is a small shop.',
        },
    },
    outputs: {},
    async run(inputs, context) {
        const world = inputs.world === undefined ? undefined : await readWorld(inputs.world);
        const { startSimulator } = await Promise.all(/* import() */[__webpack_require__.e(4978), __webpack_require__.e(6637), __webpack_require__.e(7214)]).then(__webpack_require__.bind(__webpack_require__, 7214));
        const simulator = await startSimulator({
            release: inputs.release,
            port: inputs.port,
            ...(world === undefined ? {} : { world }),
        });
        const tokens = Object.entries(simulator.tokens).map(([role, token]) => `# role ${role}\nKARGO_API_TOKEN=${token}`);
        const webhooks = Object.entries(simulator.webhooks).map(([name, url]) => `# receiver ${name}\nKARGO_WEBHOOK_URL=${url}`);
        context.print(`KARGO_API_ADDRESS=${simulator.address}\n${[...tokens, ...webhooks].join('\n')}\n`);
        context.log.info(`A simulated Kargo ${inputs.release} listens on ${simulator.address}. Stop it with Ctrl-C.`);
        await new Promise((resolve) => {
            context.cancelled.addEventListener('abort', resolve, { once: true });
        });
        await simulator.close();
        return { verdict: { status: 'succeeded', message: 'The simulator was stopped.' }, outputs: {} };
    },
});
async function readWorld(path) {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, 'utf8').catch((error) => {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz([
            { input: 'world', value: path, accepted: `a readable YAML file is needed: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error)}` },
        ]);
    });
}


/***/ }))

};
;