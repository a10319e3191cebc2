/** Connections that end at a place of one's choice. */
import type { Request, Response } from 'express';

/** From here on nothing of the reply leaves; the connection ends where the reply would begin. */
export function cutReply(response: Response): void {
  const cut = (): boolean => {
    response.socket?.destroy();
    return false;
  };
  response.write = cut;
  response.end = () => {
    cut();
    return response;
  };
}

/** Ends the connection when so many bytes of the body have come; a shorter body is cut where it ends. */
export function cutUpload(request: Request, bytes: number): void {
  let seen = 0;
  const push = request.push.bind(request);
  request.push = (chunk: unknown, encoding?: BufferEncoding): boolean => {
    if (Buffer.isBuffer(chunk)) seen += chunk.length;
    if (chunk !== null && seen < bytes) return push(chunk, encoding);
    request.socket.destroy();
    return false;
  };
}

/** Sends so many bytes of the reply's body, never all of them, and ends the connection. */
export function cutAnswer(response: Response, bytes: number): void {
  let left = bytes;
  const write = response.write.bind(response);
  const send = (chunk: unknown, isLast: boolean): boolean => {
    const whole = Buffer.isBuffer(chunk) ? chunk : Buffer.from(typeof chunk === 'string' ? chunk : '');
    const part = whole.subarray(0, isLast ? Math.min(left, whole.length - 1) : left);
    left -= part.length;
    if (left > 0 && !isLast) return write(part);
    write(part, () => {
      response.socket?.destroy();
    });
    return false;
  };
  response.write = (chunk: unknown) => send(chunk, false);
  response.end = (chunk?: unknown) => {
    send(chunk, true);
    return response;
  };
}
