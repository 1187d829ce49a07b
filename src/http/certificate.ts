const certificateCodes: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_UNTRUSTED',
]);

/** Whether the certificate is at fault: trying again does not help. */
export function isCertificateCode(code: string): boolean {
  return certificateCodes.has(code) || code.startsWith('CERT_') || code === 'ERR_TLS_CERT_ALTNAME_INVALID';
}

/** What is wrong with the certificate and what to do, or undefined when `code` is not about certificates. */
export function certificateSentence(code: string, raw: unknown): string | undefined {
  if (certificateCodes.has(code)) {
    return (
      'the certificate of the server is not signed by a known CA: give the CA by `ca-certificate`, ' +
      'or set KARGO_INSECURE_SKIP_TLS_VERIFY=true for a try'
    );
  }
  if (code === 'CERT_HAS_EXPIRED') {
    return 'the certificate of the server (or of its CA) has expired: it must be renewed, or the clock here is wrong';
  }
  if (code === 'CERT_NOT_YET_VALID') {
    return 'the certificate of the server is not valid yet: the clock here or there is wrong';
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return `the certificate of the server is for another host name${namesIn(raw)}: use one of its names as the address`;
  }
  return code.startsWith('CERT_') ? 'the certificate of the server is not accepted' : undefined;
}

/** The names of a certificate, from the error. Text of the server: only what a host name can hold is kept. */
function namesIn(raw: unknown): string {
  const cert = raw instanceof Error && 'cert' in raw ? raw.cert : undefined;
  if (typeof cert !== 'object' || cert === null || !('subjectaltname' in cert)) {
    return '';
  }
  const names = String(cert.subjectaltname).match(/(?<=DNS:|IP Address:)[\w.:*-]+/g) ?? [];
  return names.length === 0 ? '' : ` (${names.slice(0, 5).join(', ')})`;
}
