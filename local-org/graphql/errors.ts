/** Errors in the platform's words and form (GraphQL API Developer Guide, "Status Codes and Error Responses"). */
import {
  FieldsOnCorrectTypeRule,
  GraphQLError,
  Kind,
  specifiedRules,
  type ASTVisitor,
  type ValidationContext,
} from 'graphql';
import { ApiError } from '../engine/engine.ts';
import type { JsonObject } from '../http/http.ts';

export type ErrorType = 'DataFetchingException' | 'InvalidSyntax' | 'OperationNotSupported' | 'ValidationError';

/** `paths` stands beside the standard's `path` (from a client's note of the guide; unverified). */
export function errorOf(error: GraphQLError, type: ErrorType): JsonObject {
  return { ...error.toJSON(), paths: error.path ?? [], extensions: { ErrorType: type, ...error.extensions } };
}

/** An error that the engine raised keeps its code; a defect of ours is not dressed up as an answer. */
export function executionError(error: GraphQLError): JsonObject {
  const { cause } = error;
  if (cause instanceof ApiError) {
    return {
      ...errorOf(error, 'DataFetchingException'),
      extensions: { ErrorType: 'DataFetchingException', errorCode: cause.errorCode },
    };
  }
  if (cause instanceof Error && !(cause instanceof GraphQLError)) throw cause;
  return errorOf(error, 'DataFetchingException');
}

/** A field that does not exist, or not for this person, is told by its type and its path. */
function fieldUndefined(context: ValidationContext): ASTVisitor {
  const path: string[] = [];
  return {
    enter: (node) => {
      if (node.kind !== Kind.FIELD) return;
      const name = node.name.value;
      path.push(name);
      const type = context.getParentType();
      if (!type || context.getFieldDef()) return;
      const message = `Validation error of type FieldUndefined: Field '${name}' in type '${type.name}' is undefined @ '${path.join('/')}'`;
      context.reportError(new GraphQLError(message, { nodes: node }));
    },
    leave: (node) => {
      if (node.kind === Kind.FIELD) path.pop();
    },
  };
}

export const rules = specifiedRules.map((rule) => (rule === FieldsOnCorrectTypeRule ? fieldUndefined : rule));
