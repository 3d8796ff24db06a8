import { isGrpcServiceError } from '@temporalio/client';
import { NamespaceNotFoundError } from '@temporalio/common';
import { retentionDays } from './retention.ts';

/** Whether a server has said that it has no namespace of the name that it was asked for. */
export function isUnknownNamespace(error: unknown): boolean {
  if (error instanceof NamespaceNotFoundError) return true;
  // gRPC's 5 is NOT_FOUND, which a convention may be as well.
  return isGrpcServiceError(error) && error.code === 5 && /^Namespace .* is not found/.test(error.details);
}

/** What to say of it to whoever named it. */
export function frenchUnknownNamespace(namespace: string): string {
  return `TEMPORAL_NAMESPACE : « ${namespace} » n’existe pas sur ce serveur Temporal ; accepté : un espace de noms qui y est. Pour le créer : temporal operator namespace create --namespace ${namespace} --retention ${retentionDays}d`;
}
