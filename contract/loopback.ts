/** Whether a host's name is this machine's alone (RFC 6761 §6.3 for names, RFC 1122 §3.2.1.3 for addresses). */
export function isLoopbackHost(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/i.test(hostname);
}

/**
 * The options of a gRPC channel to a server: gRPC sends all through the proxy that the environment names
 * (`grpc_proxy`, `https_proxy`, `http_proxy`), where nobody finds this machine.
 *
 * @param address `host:port`.
 */
export function channelArgsTo(address: string): Record<string, number> {
  const [host = ''] = address.split(/:\d+$/);
  return isLoopbackHost(host) ? { 'grpc.enable_http_proxy': 0 } : {};
}
