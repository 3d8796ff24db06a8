import { isGrpcServiceError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';

// What the engine answers when it does not do what is asked, or cannot say.

/** How long an answer is waited for: past it, no worker is at work. */
export const patienceMs = 30_000;

/** gRPC's INVALID_ARGUMENT, NOT_FOUND, PERMISSION_DENIED, FAILED_PRECONDITION, UNIMPLEMENTED, UNAUTHENTICATED. */
export const saidNo: readonly number[] = [3, 5, 7, 9, 12, 16];

export function grpcErrorIn(error: unknown): GrpcError | undefined {
  const grpc = error instanceof Error && isGrpcServiceError(error.cause) ? error.cause : error;
  return isGrpcServiceError(grpc) ? grpc : undefined;
}

interface GrpcError {
  readonly code: number;
  readonly details: string;
  readonly message: string;
}

/** What a convention, or the server for it, answered to an act that is not done. */
export function failureIn(error: unknown): ApplicationFailure | undefined {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined;
  return cause instanceof ApplicationFailure ? cause : undefined;
}

/** By these the server says that an update came to nothing: no worker looked at it, or its run ended once it was accepted. */
export const unprocessed = 'UnprocessedUpdate';
export const cutShort = 'AcceptedUpdateCompletedWorkflow';

export const notHandedOver =
  'Le moteur n’a pas remis votre demande à la convention : rien n’est fait. Un worker est-il en marche ? « npm start » en lance un. Puis renvoyez-la.';

/**
 * Whether the last turn of the convention failed, so that the engine takes neither updates nor queries until a worker
 * has made it anew. gRPC's 9 is FAILED_PRECONDITION.
 */
export function isTaskFailing({ code, details }: GrpcError): boolean {
  return code === 9 && details.includes('Workflow Task in failed state');
}

/**
 * Whether a node of the server does not know yet the search attributes that another has just been given: for some seconds it
 * takes no start that bears them. gRPC's 3 is INVALID_ARGUMENT.
 */
export function isCatchingUp({ code, details }: GrpcError): boolean {
  return code === 3 && details.includes('has no mapping defined for search attribute');
}

/**
 * gRPC's 4 is DEADLINE_EXCEEDED: the server is there, and nobody takes its work. Its 1 is CANCELLED, by which the server
 * tells the same when it has seen our deadline before we have.
 */
export function silence(error: GrpcError): string {
  if (error.code === 4 || error.code === 1) return `n’a pas répondu en ${patienceMs / 1000} s`;
  return isTaskFailing(error)
    ? `attend qu’un worker reprenne la convention, ce qui n’a pas réussi en ${patienceMs / 1000} s`
    : `ne peut répondre (${error.details || error.message})`;
}
